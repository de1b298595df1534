import type { BothLanguages, OutcomeKind, Scenario } from '@madoguchi/schemas'
import type { Program } from '../program.ts'
import type { BrokenPromise } from './run-scenario.ts'
import { type Course, type PromiseName, inOrder, sameValue } from './promises.ts'
import { BundleWords, inBoth } from './bundle-words.ts'

type Told = Omit<BrokenPromise, 'promise'>

/** One broken promise in a sentence: what was expected, what came, and at which node. */
export function tellBroken(program: Program, then: Scenario['then'], promise: PromiseName, course: Course): Told {
  const words = new BundleWords(program)
  switch (promise) {
    case 'path':
      return tellPath(words, then.path ?? [], course)
    case 'heard':
      return tellHeard(words, then.heard ?? [], course)
    case 'notHeard':
      return tellNotHeard(words, then.notHeard ?? [], course)
    case 'outcome':
      return tellOutcome(words, then.outcome ?? {}, course)
    case 'variables':
      return tellVariables(words, then.variables ?? {}, course)
  }
}

function tellPath(words: BundleWords, wanted: readonly string[], { steps }: Course): Told {
  const found = inOrder(wanted, steps.map(({ flow, node }) => `${flow}/${node}`))
  const missed = wanted[found.length] ?? ''
  if (!words.knowsNode(missed)) {
    return { said: { ja: `経路に書かれた「${missed}」は、いまの設定にありません。フローが変わったときは、シナリオの経路を直してください。`, en: `The path names “${missed}”, which is not in the documents. Where the flow has changed, mend the scenario.` } }
  }
  const lastIndex = found.at(-1)
  const expected = words.node(missed)
  if (lastIndex === undefined) {
    const first = steps[0]
    const came = first && words.node(`${first.flow}/${first.node}`)
    return { said: inBoth((l) => (came ? { ja: `「${expected.ja}」を通るはずでしたが、通りませんでした（「${came.ja}」から始まりました）。`, en: `“${expected.en}” was to be passed and never was; the call began at “${came.en}”.` }[l] : { ja: `「${expected.ja}」を通るはずでしたが、どのノードも通りませんでした。`, en: `“${expected.en}” was to be passed, but no node was.` }[l])), ...(first && { place: place(first) }) }
  }
  return tellTurn(words, expected, steps, lastIndex)
}

/** After the last node that was as promised, the call went elsewhere. */
function tellTurn(words: BundleWords, expected: BothLanguages, steps: Course['steps'], lastIndex: number): Told {
  const last = steps[lastIndex]
  const next = steps[lastIndex + 1]
  if (!last) return { said: { ja: `「${expected.ja}」を通りませんでした。`, en: `“${expected.en}” was not passed.` } }
  const from = words.node(`${last.flow}/${last.node}`)
  if (!next) {
    return { place: place(last), said: { ja: `「${from.ja}」のあとに「${expected.ja}」を通るはずでしたが、「${from.ja}」で通話が終わりました。`, en: `After “${from.en}” the call was to pass “${expected.en}”, but it ended at “${from.en}”.` } }
  }
  const to = words.node(`${next.flow}/${next.node}`)
  const exit = last.exit === null ? undefined : words.exit(last.flow, last.node, last.exit)
  return {
    place: place(last),
    said: {
      ja: `「${from.ja}」のあとに「${expected.ja}」を通るはずでしたが、${exit ? `出口「${exit.ja}」から` : ''}「${to.ja}」へ進みました。`,
      en: `After “${from.en}” the call was to pass “${expected.en}”, but it went on${exit ? ` by the exit “${exit.en}”` : ''} to “${to.en}”.`,
    },
  }
}

function tellHeard(words: BundleWords, wanted: readonly string[], course: Course): Told {
  const heard = course.heard.map(({ prompt }) => prompt)
  const found = inOrder(wanted, heard)
  const missed = wanted[found.length] ?? ''
  const expected = words.prompt(missed)
  if (!words.knowsPrompt(missed)) return { said: { ja: `聞こえるはずの案内「${missed}」は、いまの設定にありません。`, en: `The prompt “${missed}” that was to be heard is not in the documents.` } }
  const lastIndex = found.at(-1)
  const came = heard[(lastIndex ?? -1) + 1]
  const at = placeOfHeard(course, (lastIndex ?? -1) + 1) ?? lastPlace(course)
  const where = at && words.node(`${at.flow}/${at.node}`)
  const instead = came === undefined ? undefined : words.prompt(came)
  return {
    ...(at && { place: at }),
    said: inBoth((l) => {
      const name = expected[l]
      const node = where?.[l]
      if (instead) return { ja: `案内「${name}」が聞こえるはずでしたが、${node ? `「${node}」で` : ''}「${instead.ja}」が聞こえました。`, en: `The prompt “${name}” was to be heard, but “${instead.en}” was${node ? ` at “${node}”` : ''}.` }[l]
      return { ja: `案内「${name}」が聞こえるはずでしたが、${node ? `「${node}」で通話が終わるまで` : ''}聞こえませんでした。`, en: `The prompt “${name}” was to be heard, but was not${node ? ` before the call ended at “${node}”` : ''}.` }[l]
    }),
  }
}

function tellNotHeard(words: BundleWords, unwanted: readonly string[], course: Course): Told {
  const index = course.heard.findIndex(({ prompt }) => unwanted.includes(prompt))
  const prompt = words.prompt(course.heard[index]?.prompt ?? '')
  const at = placeOfHeard(course, index)
  const where = at && words.node(`${at.flow}/${at.node}`)
  return { ...(at && { place: at }), said: { ja: `案内「${prompt.ja}」は聞こえないはずでしたが、${where ? `「${where.ja}」で` : ''}聞こえました。`, en: `The prompt “${prompt.en}” was not to be heard, but was${where ? ` at “${where.en}”` : ''}.` } }
}

function tellOutcome(words: BundleWords, wanted: NonNullable<Scenario['then']['outcome']>, course: Course): Told {
  const at = lastPlace(course)
  const where = at && words.node(`${at.flow}/${at.node}`)
  const [expected, came] = [outcomeWords(words, { ...course.outcome, ...wanted }), outcomeWords(words, course.outcome)]
  const cause = wanted.cause !== undefined && wanted.cause !== course.outcome.cause
  return {
    ...(at && { place: at }),
    said: {
      ja: `通話は「${expected.ja}${cause ? `（${wanted.cause}）` : ''}」で終わるはずでしたが、${where ? `「${where.ja}」で` : ''}「${came.ja}${cause ? `（${course.outcome.cause ?? '理由なし'}）` : ''}」で終わりました。`,
      en: `The call was to end “${expected.en}${cause ? ` (${wanted.cause})` : ''}”, but ended “${came.en}${cause ? ` (${course.outcome.cause ?? 'no cause'})` : ''}”${where ? ` at “${where.en}”` : ''}.`,
    },
  }
}

function tellVariables(_words: BundleWords, wanted: Record<string, unknown>, { variables }: Course): Told {
  const wrong = Object.entries(wanted).filter(([name, value]) => !sameValue(variables[name], value))
  const text = (value: unknown, none: string) => (value === undefined ? none : JSON.stringify(value))
  return {
    said: {
      ja: wrong.map(([name, value]) => `変数 ${name} は ${text(value, 'なし')} になるはずでしたが、${text(variables[name], '設定されません')}でした。`).join(''),
      en: wrong.map(([name, value]) => `The variable ${name} was to be ${text(value, 'absent')}, but was ${text(variables[name], 'not set')}.`).join(' '),
    },
  }
}

const outcomes: Readonly<Record<OutcomeKind, BothLanguages>> = {
  hangup: { ja: '窓口側からの切断', en: 'the centre hanging up' },
  transfer: { ja: '転送', en: 'a transfer' },
  agent: { ja: 'オペレーターの応対', en: 'an agent taking the call' },
  voicemail: { ja: '伝言の録音', en: 'a recorded message' },
  abandoned: { ja: 'お客様からの切断', en: 'the caller hanging up' },
  failover: { ja: '障害時の番号への接続', en: 'the failover number' },
  error: { ja: '異常のお詫び', en: 'an apology after a fault' },
}

/** How a call ends, in a few words. */
export function outcomeWords(words: BundleWords, { kind, target }: { kind: OutcomeKind; target?: string | undefined }): BothLanguages {
  const { ja, en } = outcomes[kind]
  if (target === undefined || kind === 'voicemail') return { ja, en }
  const name = words.queue(target)
  return { ja: `${ja}：${name.ja}`, en: `${en}: ${name.en}` }
}

/** The node in which a prompt was heard: a step is told when it is left, so the next one told is it. */
function placeOfHeard({ trace }: Course, index: number): { flow: string; node: string } | undefined {
  let seen = -1
  let wanted = false
  for (const event of trace) {
    if (event.kind === 'heard') wanted ||= ++seen === index
    else if (wanted && event.kind === 'step') return place(event)
  }
  return undefined
}

function lastPlace({ steps }: Course): { flow: string; node: string } | undefined {
  const last = steps.at(-1)
  return last && place(last)
}

function place({ flow, node }: { flow: string; node: string }): { flow: string; node: string } {
  return { flow, node }
}
