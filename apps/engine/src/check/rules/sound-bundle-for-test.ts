import type { Problem } from '@madoguchi/schemas'
import { compileBundle } from '../../compile.ts'
import { callFlow, node, prompt, textsOf, toyBundle } from '../../toy-bundle-for-test.ts'
import { staticProblems } from './index.ts'
import { ruleNodeTypes } from './rule-nodes-for-test.ts'

type Json = Record<string, unknown>
export type Documents = Record<string, Json>

/** What a sound bundle may be like; every value that the types allow gives a sound one. */
export interface Shape {
  /** Labels of the after-hours items, one to six. */
  items: readonly string[]
  /** Whether a key 9 repeats the after-hours menu. */
  repeat: boolean
  /** Whether the closing words of items stand in a flow of their own, which is run and returns. */
  farewellFlow: boolean
}
export const plainShape: Shape = { items: ['納付書の再発行', '住所の変更', '還付'], repeat: true, farewellFlow: false }

const spoken = (purpose: string, text: string, seconds = 5): Json => ({ ...prompt(text, seconds), purpose })
const line = (rest: Json): Json => ({ title: { ja: '回線' }, owner: 'prefecture', published: true, role: 'primary', flow: 'main', failover: 'spare', ...rest })
const play = (prompts: string[], next: string): Json => node('say', { prompts, bargeIn: false }, { done: next })

/** A small contact center that breaks no rule: hours, a queue, after-hours guidance, a Navi Dial with its companion, two unpublished numbers. */
export function soundBundle(shape: Shape = plainShape): Documents {
  return {
    'bundle.json': { ...structuredClone(toyBundle), variables: { office: '県税事務所', companion: '048-111-0000' }, safeDefault: { prompt: 'sorry', failover: true } },
    'numbers/lines.json': {
      kind: 'numbers', id: 'lines', title: { ja: '番号' },
      lines: {
        '0570-111-222': line({ companion: '048-111-0000', destination: '050-1234-9876', validFrom: '2026-04-01', validUntil: '2028-02-29' }),
        '0481110000': line({ role: 'companion' }),
        '050-1234-9876': line({ role: 'destination', published: false, title: { ja: '着信先' } }),
        '0481110001': line({ role: 'failover', published: false, flow: undefined, failover: undefined, title: { ja: '予備' } }),
      },
    },
    'prompts/texts.json': {
      kind: 'prompts', id: 'texts', title: { ja: '案内' },
      prompts: {
        hours: spoken('hours', '受付時間外です。受付は午前8時30分から午後5時15分までです。'), web: spoken('web', 'ホームページもご覧ください。'),
        menu: spoken('menu', `${shape.items.map((item, index) => `${item}は${index + 1}`).join('、')}を押してください。${shape.repeat ? 'もう一度お聞きになるときは9を押してください。' : ''}`),
        item: spoken('item', 'くわしくは、窓口でおたずねください。'), bye: spoken('closing', 'ありがとうございました。'), unclear: spoken('closing', '操作を確認できませんでした。'),
        record: spoken('recording', 'この通話は録音しております。'), wait: spoken('waiting', 'お待ちください。'), sorry: spoken('failure', 'ただいま休止しております。'),
        disaster: spoken('disaster', '災害のため休止しております。'), closed: spoken('hours', '本日はお休みです。'), full: spoken('closing', '0570-111-222か048-111-0000へおかけ直しください。'),
      },
    },
    'hours/office.json': { kind: 'hours', id: 'office', title: { ja: '受付時間' }, weekly: { 1: [['09:00', '17:00']] } },
    'queue/desk.json': { kind: 'queue', id: 'desk', title: { ja: '窓口' }, strategy: 'longest-idle', maxWaitSeconds: 60, maxLength: 10, announceFirst: 'wait', announceAgain: 'wait', announceEverySeconds: 20, wrapUpSeconds: 0, drainMinutes: 0 },
    'failover/spare.json': { kind: 'failover', id: 'spare', title: { ja: '予備' }, destination: '048-111-0001', openGuidance: 'sorry', outOfServiceGuidance: 'sorry' },
    'call/main.json': callFlow('main', 'hours', {
      hours: node('hours', { hours: 'office' }, { emergency: 'answer-emergency', exception: 'answer-exception', holiday: 'to-after', closed: 'to-after', open: 'answer', error: 'answer-fault' }),
      'answer-emergency': node('answer', {}, { done: 'disaster' }), disaster: play(['disaster'], 'end'),
      'answer-exception': node('answer', {}, { done: 'closed' }), closed: play(['closed'], 'end'),
      'answer-fault': node('answer', {}, { done: 'sorry' }), sorry: play(['sorry'], 'end'),
      'to-after': node('go', { flow: 'after' }),
      answer: node('answer', {}, { done: 'record' }), record: play(['record'], 'desk'),
      desk: node('queue', { queue: 'desk' }, { served: 'end', timeout: 'full', full: 'full' }), full: play(['full'], 'end'),
      end: node('hangup'),
    }),
    ...afterHours(shape),
  }
}

function afterHours({ items, repeat, farewellFlow }: Shape): Documents {
  const choices = [...items.map((label, index) => ({ key: String(index + 1), label })), ...(repeat ? [{ key: '9', label: 'もう一度聞く' }] : [])]
  const keys = Object.fromEntries(choices.map(({ key }) => [key, key === '9' && repeat ? 'again' : `item-${key}`]))
  const nodes: Documents = {
    answer: node('answer', {}, { done: 'opening' }), opening: play(['hours', 'web'], 'menu'),
    menu: node('menu', { prompt: 'menu', choices, timeoutSeconds: 10 }, { ...keys, timeout: 'unclear', invalid: 'unclear' }),
    ...Object.fromEntries(items.map((_, index) => [`item-${index + 1}`, play(['item'], 'bye')])),
    ...(repeat ? { again: node('loop', { times: 3 }, { again: 'menu', enough: 'bye' }) } : {}),
    bye: farewellFlow ? node('run', { flow: 'farewell', results: ['done'] }, { done: 'end' }) : play(['bye'], 'end'),
    unclear: play(['unclear'], 'end'), sorry: node('say', { prompts: ['sorry'], bargeIn: false }, { done: 'end', error: 'end' }), end: node('hangup'),
  }
  const after = { 'call/after.json': callFlow('after', 'answer', nodes, { rules: 'after-hours', onError: 'sorry' }) }
  if (!farewellFlow) return after
  const farewell = callFlow('farewell', 'bye', { bye: play(['bye'], 'back'), back: node('return', { result: 'done' }), sorry: play(['sorry'], 'over'), over: node('hangup') }, { onError: 'sorry' })
  return { ...after, 'call/farewell.json': farewell }
}

/** One change of a document: what stands at a JSON pointer becomes the value; undefined takes it away. */
export type Change = readonly [path: string, pointer: string, value: unknown]

export function changed(documents: Documents, changes: readonly Change[]): Documents {
  const copy = structuredClone(documents)
  for (const [path, pointer, value] of changes) {
    const names = pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = names.pop()
    if (last === undefined) {
      copy[path] = value as Json
      continue
    }
    const parent = names.reduce<unknown>((part, name) => (part as Json)[name], copy[path]) as Json
    if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1)
    else if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return copy
}

/** A change of what a prompt says, with audio that speaks it. */
export function saying(id: string, text: string, rest: Json = {}): Change {
  const known = (soundBundle()['prompts/texts.json'] as { prompts: Record<string, Json> }).prompts[id]
  return ['prompts/texts.json', `/prompts/${id}`, { ...prompt(text), purpose: known?.['purpose'] ?? 'other', ...rest }]
}

/** Every finding that needs no call: of compiling, and of the rules. */
export async function problemsOf(documents: Documents): Promise<Problem[]> {
  const { program, problems } = await compileBundle(textsOf(documents), { nodeTypes: ruleNodeTypes })
  return program ? [...problems, ...staticProblems(program, { nodeTypes: ruleNodeTypes })] : problems
}

/** Findings as tests compare them: code, document and pointer. */
export async function told(documents: Documents): Promise<string[]> {
  return (await problemsOf(documents)).map(({ code, document, pointer }) => `${code} ${document} ${pointer}`).toSorted()
}
