import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapePointer } from '../../json-pointer.ts'
import { problemCatalogue } from '../../problems.ts'
import { callFlow, node, prompt } from '../../toy-bundle-for-test.ts'
import { rules } from './index.ts'
import { type Change, type Shape, changed, problemsOf, saying, soundBundle, told } from './sound-bundle-for-test.ts'

const main = 'call/main.json'
const after = 'call/after.json'
const lines = 'numbers/lines.json'
const menuAt = '/nodes/menu/config'
const play = (prompts: string[], done: string) => node('say', { prompts, bargeIn: false }, { done })
const words = (count: number) => '字'.repeat(count)
/** Puts a node between the item and its closing words. */
const afterItem = (id: string, some: object): Change[] => [[after, `/nodes/${id}`, some], [after, '/nodes/item-1/next/done', id]]
const branch = (value: string, equals: string[], next: Record<string, string>): Change[] => [
  [main, '/nodes/who', node('branch', { value, equals }, next)], [main, '/nodes/hours/next/open', 'who'],
  [main, '/nodes/bye', play(['bye'], 'end')], [main, '/nodes/answer-refused', node('answer', {}, { done: 'bye' })],
]

/** A table, and a node before the reception that asks it. */
const form = (fields: object[]): Change => ['form/inquiry.json', '', { kind: 'form', id: 'inquiry', title: { ja: '記入票' }, fields }]
const table = (content: object): Change => ['table/list.json', '', { kind: 'table', id: 'list', title: { ja: '一覧' }, ...content }]
const blocked = table({ data: { keyType: 'phone', columns: [{ name: 'name', title: { ja: '名前' } }], rows: [{ key: '0120*', values: {} }, { key: '050-1234-5678', values: {} }] } })
const routing = table({ decision: { inputs: [{ name: 'tax', title: { ja: '税' } }, { name: 'size', title: { ja: '額' }, type: 'number' }], results: [{ name: 'queue', title: { ja: '窓口' } }], rules: [{ id: 'car', when: { tax: { in: ['1'] } }, then: { queue: 'car' } }], otherwise: { queue: 'other' } } })
const asking = (type: string, config: object, exits: string[]): Change[] => [[main, '/nodes/ask', node(type, config as Record<string, unknown>, Object.fromEntries(exits.map((exit) => [exit, 'answer'])))], [main, '/nodes/hours/next/open', 'ask']]
const list = (config: object) => asking('list', config, ['allowed', 'refused'])
const decide = (config: object, exits: string[]) => asking('decide', { table: 'list', inputs: { tax: '"1"', size: '1' }, result: 'queue', values: exits, ...config }, exits)
const lookup = (config: object) => asking('lookup', { table: 'list', key: '"1"', column: 'name', ...config }, ['found', 'not-found'])

/** The reception runs a flow of its own, which runs another before it comes back. */
const runsWords: Change = [main, '/nodes/record', node('run', { flow: 'words', results: ['done'] }, { done: 'desk' })]
const wordsFlow = (inner: string) => callFlow('words', 'say', { say: play(['record'], 'inner'), inner: node('run', { flow: inner, results: ['done'] }, { done: 'back' }), back: node('return', { result: 'done' }) })

/** Each way of breaking a rule, and the only findings that come of it. */
const fixtures: Record<string, [wrong: string, changes: Change[], findings: string[]][]> = {
  'unpublished-number': [
    ['in a prompt that one node plays', [saying('record', '番号は050-1234-9876です。')], ['call/main /nodes/record/config/prompts/0']],
    ['in a prompt that a queue plays, told at the node that joins it', [saying('wait', '050-1234-9876')], ['call/main /nodes/desk/config/queue']],
    ['in a prompt that the failover plays, and the safe default, and two nodes', [saying('sorry', '０４８ー１１１ー０００１')], ['bundle /safeDefault/prompt', 'call/after /nodes/sorry/config/prompts/0', 'call/main /nodes/sorry/config/prompts/0', 'failover/spare /openGuidance', 'failover/spare /outOfServiceGuidance']],
    ['in English', [saying('record', '録音します。', { text: { ja: '録音します。', en: 'Call +81 50 1234 9876.' }, audio: prompt('録音します。')['audio'] })], ['call/main /nodes/record/config/prompts/0']],
    ['through a variable', [['bundle.json', '/variables/companion', '048-111-0001'], saying('record', '番号は{{companion}}です。', prompt('番号は048-111-0001です。').audio ? { audio: prompt('番号は048-111-0001です。')['audio'] } : {})], ['call/main /nodes/record/config/prompts/0']],
    ['through a variable beside what only a call knows', [['bundle.json', '/variables/companion', '048-111-0001'], saying('record', '{{contact.from}}から{{companion}}へ')], ['call/main /nodes/record/config/prompts/0']],
    ['as the number that the carrier delivers calls on', [saying('record', 'おかけの番号は{{contact.to}}です。')], ['call/main /nodes/record/config/prompts/0']],
    ['written inside an expression', [saying('record', '{{contact.from = "1" ? "050-1234-9876" : "なし"}}')], ['call/main /nodes/record/config/prompts/0']],
    ['by way of two variables that nodes set', [saying('record', '{{second}}'), [main, '/nodes/first', node('assign', { name: 'first', value: '"05012349876"' }, { done: 'second' })], [main, '/nodes/second', node('assign', { name: 'second', value: 'first & "です"' }, { done: 'answer' })], [main, '/nodes/hours/next/open', 'first']], ['call/main /nodes/record/config/prompts/0']],
    ['in a text that a node writes', [[main, '/nodes/letter', node('write', { text: '五〇、零五〇 一二三四 九八七六' }, { done: 'end' })], [main, '/nodes/full/next/done', 'letter']], ['call/main /nodes/letter/config/text']],
  ],
  'unpublished-caller-number': [['shown at a transfer', [[main, '/nodes/other', node('connect', { to: '0481110000', callerNumber: '+815012349876' }, { done: 'end' })], [main, '/nodes/desk/next/timeout', 'other']], ['call/main /nodes/other/config/callerNumber']]],
  'navi-told-alone': [
    ['without its companion', [saying('full', '0570-111-222へおかけください。')], ['prompts/texts /prompts/full/text/ja']],
    ['with another number beside it', [saying('full', '0570-111-222か048-999-0000へ。')], ['prompts/texts /prompts/full/text/ja']],
    ['a Navi Dial that is no line of ours', [saying('full', '〇五七〇ではなく0570-999-999へ。')], ['prompts/texts /prompts/full/text/ja']],
  ],
  'navi-without-companion': [['no companion', [[lines, '/lines/0570-111-222/companion', undefined], saying('full', 'おかけ直しください。')], ['numbers/lines /lines/0570-111-222']]],
  'companion-unpublished': [['a hidden companion', [[lines, '/lines/0570-111-222/companion', '050-1234-9876'], saying('full', 'おかけ直しください。')], ['numbers/lines /lines/0570-111-222/companion']]],
  'number-not-a-line': [
    ['a destination', [[lines, '/lines/0570-111-222/destination', '050-1234-9877']], ['numbers/lines /lines/0570-111-222/destination']],
    ['a failover', [['failover/spare.json', '/destination', '048-111-0002']], ['failover/spare /destination']],
    ['a companion', [[lines, '/lines/0570-111-222/companion', '048-111-0009'], saying('full', 'おかけ直しください。')], ['numbers/lines /lines/0570-111-222/companion']],
  ],
  'line-validity': [
    ['over before it begins', [[lines, '/lines/0570-111-222/validUntil', '2026-03-31']], ['numbers/lines /lines/0570-111-222/validUntil']],
    ['a day that no calendar has', [[lines, '/lines/0570-111-222/validFrom', '2027-02-29']], ['numbers/lines /lines/0570-111-222/validFrom']],
  ],
  'line-not-answered': [['a flow without an answer', [['call/deaf.json', '', { kind: 'call', id: 'deaf', title: { ja: '無応答' }, entry: 'a', nodes: { a: play(['bye'], 'b'), b: node('hangup') } }], [lines, '/lines/0481110000/flow', 'deaf']], ['numbers/lines /lines/0481110000/flow']]],
  'line-without-hours': [['people at any hour', [['call/night.json', '', { kind: 'call', id: 'night', title: { ja: '終日' }, entry: 'a', nodes: { a: node('answer', {}, { done: 'b' }), b: node('queue', { queue: 'desk' }, { served: 'c', timeout: 'c', full: 'c' }), c: node('hangup') } }], [lines, '/lines/0481110000/flow', 'night']], ['numbers/lines /lines/0481110000/flow']]],
  'line-without-failover': [['published, and no way in a failure', [[lines, '/lines/0481110000/failover', undefined]], ['numbers/lines /lines/0481110000']]],
  'hours-no-emergency': [['hours that know no emergency', [[main, '/nodes/old', node('old-hours', { hours: 'office' }, { open: 'answer', closed: 'to-after', error: 'answer-fault' })], [main, '/nodes/hours/next/open', 'old']], ['call/main /nodes/old']]],
  'closed-without-guidance': [
    ...['emergency', 'exception', 'holiday', 'closed'].map((exit): [string, Change[], string[]] => [`${exit} leads to a hang-up`, [[main, `/nodes/hours/next/${exit}`, 'quiet'], [main, '/nodes/quiet', node('answer', {}, { done: 'end' })], [main, '/nodes/keep', undefined],
      ...(exit === 'emergency' ? [[main, '/nodes/answer-exception/next/error', 'disaster'], [main, '/nodes/answer-emergency', undefined]] as Change[] : []), ...(exit === 'exception' ? [[main, '/nodes/answer-emergency/next/error', 'closed'], [main, '/nodes/answer-exception', undefined]] as Change[] : [])], [`call/main /nodes/hours/next/${exit}`]]),
    ['one of two ways behind it is silent', [[main, '/nodes/answer-exception/next/done', 'either'], [main, '/nodes/either', node('loop', { times: 1 }, { again: 'closed', enough: 'end' })]], ['call/main /nodes/hours/next/exception']],
    ['a skipped prompt is not heard', [[main, '/nodes/closed/skip', 'done']], ['call/main /nodes/hours/next/exception']],
    ['a flow that is run, returns, and has said nothing', [['call/mute.json', '', { kind: 'call', id: 'mute', title: { ja: '無言' }, entry: 'a', nodes: { a: node('return', { result: 'done' }) } }], [main, '/nodes/answer-exception/next/done', 'mute'], [main, '/nodes/mute', node('run', { flow: 'mute', results: ['done'] }, { done: 'end', error: 'closed' })]], ['call/main /nodes/hours/next/exception']],
  ],
  'hours-fault-unhandled': [['no way for hours that cannot say', [[main, '/nodes/hours/next/error', undefined], [main, '/nodes/answer-exception/next/error', 'answer-fault']], ['call/main /nodes/hours']]],
  'flow-circle': [
    ['a flow that runs itself', [runsWords, ['call/words.json', '', wordsFlow('words')]], ['call/words /nodes/inner/config/flow']],
    ['two that run each other', [runsWords, ['call/words.json', '', wordsFlow('more')], ['call/more.json', '', { ...wordsFlow('words'), id: 'more' }]], ['call/more /nodes/inner/config/flow', 'call/words /nodes/inner/config/flow']],
    ['by way of one that gives way', [runsWords, ['call/words.json', '', wordsFlow('more')], ['call/more.json', '', callFlow('more', 'say', { say: play(['record'], 'on'), on: node('go', { flow: 'words' }) })]], ['call/words /nodes/inner/config/flow']],
  ],
  'ip-callers-singled-out': [
    ['by their prefix', branch('$substring(contact.from, 0, 3)', ['050'], { 'case-0': 'answer-refused', otherwise: 'answer' }), ['call/main /nodes/who']],
    ['by a pattern', branch('$contains(contact.from, /^050/)', ['true'], { 'case-0': 'answer-refused', otherwise: 'answer' }), ['call/main /nodes/who']],
    ['by a list of those who may', branch('$contains(contact.from, /^0(3|4|90)/)', ['true'], { 'case-0': 'answer', otherwise: 'answer-refused' }), ['call/main /nodes/who']],
  ],
  'ip-callers-refused': [
    ['one number of those refused', list({ numbers: ['0120*', '+8150-1234-5678'], refuses: 'listed' }), ['call/main /nodes/ask/config/numbers/1']],
    ['the beginning of them', list({ numbers: ['05*'], refuses: 'listed' }), ['call/main /nodes/ask/config/numbers/0']],
    ['a row of a table', [blocked, ...list({ table: 'list', refuses: 'listed' })], ['table/list /data/rows/1/key']],
    ['left out of those who may call', list({ numbers: ['048*', '050-1234-5678', '0501*'], refuses: 'others' }), ['call/main /nodes/ask']],
  ],
  'table-wrong-kind': [
    ['a decision looked up', [routing, ...lookup({})], ['call/main /nodes/ask/config/table']],
    ['a lookup decided', [blocked, ...decide({}, ['car'])], ['call/main /nodes/ask/config/table']],
    ['a list of texts for numbers', [table({ data: { rows: [{ key: '0120', values: {} }] } }), ...list({ table: 'list', refuses: 'listed' })], ['call/main /nodes/ask/config/table']],
  ],
  'table-no-column': [
    ['a column that is not there', [blocked, ...lookup({ column: 'colour' })], ['call/main /nodes/ask/config/column']],
    ['an input that is not there', [routing, ...decide({ inputs: { tax: '"1"', size: '1', colour: '2' } }, ['car', 'other'])], ['call/main /nodes/ask/config/inputs/colour']],
    ['a result that is not there', [routing, ...decide({ result: 'colour' }, ['car'])], ['call/main /nodes/ask/config/result']],
  ],
  'form-no-field': [['what the form does not have', [form([{ name: 'kind', title: { ja: '用件' } }]), [main, '/nodes/other', node('fill', { form: 'inquiry', field: 'colour' }, { done: 'end' })], [main, '/nodes/desk/next/timeout', 'other']], ['call/main /nodes/other/config/field']]],
  'form-field-twice': [['one name for two fields', [form([{ name: 'kind', title: { ja: '用件' } }, { name: 'kind', title: { ja: '区分' } }])], ['form/inquiry /fields/1/name']]],
  'form-no-options': [['a choice of nothing', [form([{ name: 'kind', title: { ja: '用件' }, type: 'choice' }])], ['form/inquiry /fields/0/type']]],
  'table-input-missing': [['an input that gets nothing', [routing, ...decide({ inputs: { tax: '"1"' } }, ['car', 'other'])], ['call/main /nodes/ask/config/table']]],
  'table-result-no-exit': [['the default row has no exit', [routing, ...decide({}, ['car'])], ['call/main /nodes/ask/config/values']]],
  'key-before-choice': [
    ['the key, then は', [saying('menu', '1は納付書の再発行、2は住所の変更、3は還付です。もう一度お聞きになるときは9を押してください。')], ['call/after /nodes/menu/config/prompt']],
    ['the key, a comma, the choice', [saying('menu', '1、納付書の再発行。2、住所の変更。3、還付。もう一度お聞きになるときは9を押してください。')], ['call/after /nodes/menu/config/prompt']],
    ['only one of them', [saying('menu', '納付書の再発行は1、２番は住所の変更、還付は3を押してください。もう一度は9です。')], ['call/after /nodes/menu/config/prompt']],
    ['other words than the label', [saying('menu', '納付書の再発行は1、住所の変更は2、還付は3です。9はもう一度です。')], ['call/after /nodes/menu/config/prompt']],
  ],
  'menu-too-long': [['31 seconds', [['prompts/texts.json', '/prompts/menu/audio/ja/seconds', 31]], ['call/after /nodes/menu/config/prompt']]],
  'menu-too-many-choices': [['ten items', manyChoices(10), ['call/main /nodes/many']]],
  'menu-many-choices': [['seven items', manyChoices(7), ['call/main /nodes/many']]],
  'key-not-offered': [['a key that nothing takes', [saying('menu', '納付書の再発行は1、住所の変更は2、還付は3、減免は4を押してください。もう一度お聞きになるときは9を押してください。')], ['call/after /nodes/menu/config/prompt']]],
  'key-not-told': [['a key that nobody hears of', [saying('menu', '納付書の再発行は1、住所の変更は2を押してください。もう一度お聞きになるときは9を押してください。')], ['call/after /nodes/menu/config/choices/2']]],
  'menu-hangs-up-silently': [
    ['after silence', [[after, '/nodes/menu/next/timeout', 'end']], ['call/after /nodes/menu/next/timeout']],
    ['after wrong keys', [[after, '/nodes/menu/next/invalid', 'end']], ['call/after /nodes/menu/next/invalid']],
  ],
  'answer-time-short': [['nine seconds', [[after, `${menuAt}/timeoutSeconds`, 9]], [`call/after ${menuAt}/timeoutSeconds`]]],
  'prompt-empty': [['blanks', [saying('record', ' 　')], ['prompts/texts /prompts/record/text/ja']]],
  'prompt-unused': [['nobody plays it', [saying('spare', words(3))], ['prompts/texts /prompts/spare']]],
  'digit-prompt-missing': [['nine of ten digits', [[main, '/nodes/read', node('read-digits', { prefix: 'digit.' }, { done: 'end' })], [main, '/nodes/full/next/done', 'read'], ...[...'012345678'].map((digit) => saying(`digit.${digit}`, digit))], ['call/main /nodes/read/config/prefix']]],
  'prompt-kind-missing': [
    ['no recording notice', [['prompts/texts.json', '/prompts/record/purpose', 'other']], ['call/main /nodes/desk']],
    ['no word for those who wait', [['queue/desk.json', '/announceFirst', undefined], ['queue/desk.json', '/announceAgain', undefined], [main, '/nodes/record/config/prompts/1', 'wait']], ['queue/desk ']],
    ['an apology that is none', [['bundle.json', '/safeDefault/prompt', 'bye']], ['bundle /safeDefault/prompt']],
    ['no closing words', ['bye', 'unclear', 'full'].map((id): Change => ['prompts/texts.json', `/prompts/${id}/purpose`, 'other']), ['bundle ']],
  ],
  'after-hours-opening': [
    ['web pages before hours', [[after, '/nodes/opening/config/prompts', ['web', 'hours']]], ['call/after /nodes/opening/config/prompts/0']],
    ['no web pages', [[after, '/nodes/opening/config/prompts', ['hours']], saying('web', 'ホームページもご覧ください。', { purpose: 'failure' })], ['call/after /nodes/menu/config/prompt']],
    ['something before them', [[after, '/nodes/opening/config/prompts', ['bye', 'hours', 'web']]], ['call/after /nodes/opening/config/prompts/0']],
    ['on one of two ways', [[after, '/nodes/answer/next/done', 'either'], [after, '/nodes/either', node('loop', { times: 1 }, { again: 'opening', enough: 'menu' })]], ['call/after /nodes/menu/config/prompt']],
  ],
  'after-hours-no-menu': [['no choice', [[after, '/nodes/opening/next/done', 'item-1'], [after, '/nodes/menu', undefined], [after, '/nodes/again', undefined], [after, '/nodes/item-2', undefined], [after, '/nodes/item-3', undefined], [after, '/nodes/unclear', undefined], saying('menu', 'x', { purpose: 'failure' }), saying('unclear', 'x', { purpose: 'failure' })], ['call/after /entry']]],
  'after-hours-second-menu': [['a level behind an item', afterItem('deeper', node('menu', { prompt: 'menu2', choices: [{ key: '1', label: '窓口の場所' }], timeoutSeconds: 10 }, { 1: 'bye', timeout: 'unclear', invalid: 'unclear' })).concat([saying('menu2', '窓口の場所は1を押してください。')]), ['call/after /nodes/deeper']]],
  'after-hours-keys': [
    ['a gap', [[after, `${menuAt}/choices/1/key`, '5'], [after, '/nodes/menu/next/2', undefined], [after, '/nodes/menu/next/5', 'item-2'], saying('menu', '納付書の再発行は1、住所の変更は5、還付は3を押してください。もう一度お聞きになるときは9を押してください。')], [`call/after ${menuAt}/choices/1`]],
    ['the key 0', [[after, `${menuAt}/choices/2/key`, '0'], [after, '/nodes/menu/next/3', undefined], [after, '/nodes/menu/next/0', 'item-3'], saying('menu', '納付書の再発行は1、住所の変更は2、還付は0を押してください。もう一度お聞きになるときは9を押してください。')], [`call/after ${menuAt}/choices/2`]],
  ],
  'after-hours-not-ended': [['an item that gives way to nobody', afterItem('back', node('return', { result: 'done' })), ['call/after /nodes/back']]],
  'after-hours-connects': [
    ['to a queue', afterItem('desk', node('queue', { queue: 'desk' }, { served: 'bye', timeout: 'bye', full: 'bye' })), ['call/after /nodes/desk']],
    ['to a number, after a fault', [[after, '/nodes/item-1/next/error', 'help'], [after, '/nodes/help', node('transfer', { to: '0481110000' }, { answered: 'end', busy: 'bye', 'no-answer': 'bye', unreachable: 'bye' })]], ['call/after /nodes/help']],
    ['in a flow that it runs', [['call/help.json', '', { kind: 'call', id: 'help', title: { ja: '助け' }, entry: 'a', onError: 'c', nodes: { a: node('queue', { queue: 'desk' }, { served: 'b', timeout: 'b', full: 'b' }), b: node('return', { result: 'done' }), c: node('hangup') } }], ...afterItem('help', node('run', { flow: 'help', results: ['done'] }, { done: 'bye' }))], ['call/help /nodes/a']],
  ],
  'after-hours-fault-connects': [['the failover number by way of the safe default', [[after, '/onError', undefined], [after, '/nodes/answer/next/error', 'sorry']], ['call/after ']]],
}

function manyChoices(count: number): Change[] {
  const choices = Array.from({ length: count }, (_, index) => ({ key: '123456789*'[index] ?? '', label: `項目${'甲乙丙丁戊己庚辛壬癸'[index]}` }))
  const text = choices.map(({ key, label }) => `${label}は${key === '*' ? '米印' : key}`).join('、')
  const exits = Object.fromEntries(choices.map(({ key }) => [key, 'desk']))
  return [[main, '/nodes/many', node('menu', { prompt: 'many', choices, timeoutSeconds: 10 }, { ...exits, timeout: 'full', invalid: 'full' })], [main, '/nodes/record/next/done', 'many'], saying('many', `${text}を押してください。`)]
}

/** Each fixture is judged once, for all that is asked of its findings. */
const judged = new Map<Change[], ReturnType<typeof problemsOf>>()
function problemsOfFixture(changes: Change[]): ReturnType<typeof problemsOf> {
  const known = judged.get(changes) ?? problemsOf(changed(soundBundle(), changes))
  judged.set(changes, known)
  return known
}

describe('a rule that is broken is the only one told', () => {
  for (const [code, cases] of Object.entries(fixtures)) {
    it.each(cases)(`${code}: %s`, async (_wrong, changes, findings) => {
      const problems = (await problemsOfFixture(changes)).map((found) => `${found.code} ${found.document} ${found.pointer}`)
      expect(problems.toSorted()).toEqual(findings.map((place) => `${code} ${place}`).toSorted())
    })
  }

  it('and every code of every rule is broken by some fixture, and told in both languages without a gap', async () => {
    const codes = Object.values(rules).flatMap((rule) => rule.codes)
    expect(Object.keys(fixtures).toSorted()).toEqual([...new Set(codes)].toSorted())
    for (const [code, cases] of Object.entries(fixtures)) {
      for (const [wrong, changes] of cases) {
        for (const { message, severity } of await problemsOfFixture(changes)) {
          expect(severity).toBe(problemCatalogue[code as keyof typeof problemCatalogue].severity)
          expect(`${message.ja}${message.en}`, wrong).not.toMatch(/\{|undefined|\[object/)
        }
      }
    }
  })
})

describe('a bundle with anything taken away or replaced', () => {
  const documents = soundBundle({ items: ['納付', '還付'], repeat: true, farewellFlow: true })
  const places = Object.entries(documents).flatMap(([path, document]) => placesIn(document).map((pointer): [string, string] => [path, pointer]))

  it('is judged without an exception', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(undefined, null, '', 'end', 'hours', '050-1234-9876', 0, [], {})), { minLength: 1, maxLength: 3 }), async (changes) => {
      const broken = changes.reduce((before, [[path, pointer], value]) => {
        try {
          return changed(before, [[path, pointer, value]])
        } catch {
          return before // An earlier change has taken the place away.
        }
      }, documents)
      for (const { code, message } of await problemsOf(broken)) expect(`${code} ${message.ja}`).not.toMatch(/undefined|\[object/)
    }), { numRuns: 150 })
  })
})

function placesIn(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => [`${pointer}/${escapePointer(name)}`, ...placesIn(part, `${pointer}/${escapePointer(name)}`)])
}

describe('a sound bundle gives none', () => {
  const label = fc.constantFrom('納付書の再発行', '住所の変更', '納付場所と納税の方法', '継続車検用の納税証明書', '障害のある方の減免', '還付', '納付', '口座振替')
  const shape: fc.Arbitrary<Shape> = fc.record({ items: fc.uniqueArray(label, { minLength: 1, maxLength: 6 }), repeat: fc.boolean(), farewellFlow: fc.boolean() })

  it('of any shape', async () => {
    await fc.assert(fc.asyncProperty(shape, async (some) => {
      expect(await told(soundBundle(some))).toEqual([])
    }), { numRuns: 30 })
  })

  it.each<[string, Change[]]>([
    ['a caller with 050 is only noted', [[main, '/nodes/who', node('assign', { name: 'relay', value: '$contains(contact.from, /^050/)' }, { done: 'answer' })], [main, '/nodes/hours/next/open', 'who']]],
    ['a list that refuses others than 050', list({ numbers: ['0120*', '048-111-1111', '051*'], refuses: 'listed' })],
    ['a list that lets 050 through', list({ numbers: ['048*', '050*'], refuses: 'others' })],
    ['tables that have what is asked of them', [routing, ...decide({}, ['car', 'other'])]],
    ['050 callers reach the same desk', branch('$substring(contact.from, 0, 3)', ['050'], { 'case-0': 'answer-050', otherwise: 'answer' }).filter(([, at]) => !/bye|refused/.test(at)).concat([[main, '/nodes/answer-050', node('answer', {}, { done: 'record' })]])],
    ['figures that are no keys', [saying('menu', '3月31日までに、2回お聞きになる方も、納付書の再発行は1、住所の変更は2、還付は3を押してください。もう一度お聞きになるときは9を押してください。')]],
    ['keys as ボタン and 番', [saying('menu', '納付書の再発行は1番のボタン、住所の変更は二番、還付は3番を押してください。もう一度お聞きになるときは9を押してください。')]],
    ['keys told by what is played before', [[after, '/nodes/opening/config/prompts', ['hours', 'web', 'keys']], saying('keys', '納付書の再発行は1、住所の変更は2、還付は3、もう一度は9です。'), saying('menu', '番号を押してください。')]],
    ['transfers, failures and disasters kept ready', [saying('ready', 'おつなぎします。', { purpose: 'transfer' })]],
    ['words that open and after-hours calls share, in a flow that both run', [
      ['call/words.json', '', callFlow('words', 'say', { say: node('say', { prompts: ['hours'], bargeIn: false }, { done: 'back', error: 'back' }), back: node('return', { result: 'done' }) }, { onError: 'back' })],
      [after, '/nodes/opening/config/prompts', ['web']], [after, '/nodes/answer/next/done', 'words'], [after, '/nodes/words', node('run', { flow: 'words', results: ['done'] }, { done: 'opening' })],
      [main, '/nodes/answer/next/done', 'words'], [main, '/nodes/words', node('run', { flow: 'words', results: ['done'] }, { done: 'record' })],
    ]],
    ['flows that only give way to each other', [['call/back.json', '', callFlow('back', 'say', { say: play(['record'], 'on'), on: node('go', { flow: 'main' }) })], [main, '/nodes/full/next/done', 'back'], [main, '/nodes/back', node('go', { flow: 'back' })]]],
    ['the published numbers in a text', [saying('record', '0570-111-222、または048-111-0000です。')]],
  ])('%s', async (_name, changes) => {
    expect(await told(changed(soundBundle(), changes))).toEqual([])
  })
})
