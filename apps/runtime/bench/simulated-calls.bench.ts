import { type Program, SimulatedWorld, runSession } from '@madoguchi/engine'
import type { Operation, Outcome, ResultOf, TraceEvent, Utterance, World } from '@madoguchi/sdk'
import { type BenchResult, median } from './bench.ts'
import { referenceProgram } from './reference-bundle.ts'

export const name = 'simulated-calls'

const rounds = 15
const callsPerRound = 3000
/** A Tuesday evening. The caller presses 4 and hears about the inspection certificate. */
const startedAtMs = Date.parse('2026-11-24T20:00:00+09:00')
const press = ['4']
const neverAborted = new AbortController().signal

/** The after-hours call of the reference bundle, run by the engine and by a function written for nothing else, on the same simulated telephone. */
export async function run(): Promise<BenchResult> {
  const program = await referenceProgram()
  const engine = () => runSession(program, { to: '0570012229', from: '0312345678', startedAtMs, seed: 1 }, new SimulatedWorld({ press }))
  const hand = handWritten(program)
  requireSameCall((await engine()).trace, (await hand()).trace)
  await timed(engine)
  await timed(hand)
  const times: { engine: number; hand: number }[] = []
  for (let round = 0; round < rounds; round++) {
    // One after the other in each round, by turns first, so that a busy moment of the machine hits both.
    const first = round % 2 === 0 ? await timed(engine) : undefined
    const byHand = await timed(hand)
    times.push({ engine: first ?? (await timed(engine)), hand: byHand })
  }
  const perSecond = (side: 'engine' | 'hand') => Math.round((callsPerRound * 1000) / median(times.map((time) => time[side])))
  return {
    name,
    figures: [
      { label: 'engine, trace and journal included', value: perSecond('engine'), unit: 'calls/s' },
      { label: 'hand-written function', value: perSecond('hand'), unit: 'calls/s' },
      { label: 'time of the engine to that of the function', value: median(times.map((time) => time.engine / time.hand)), unit: '×', goal: 2 },
    ],
  }
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  for (let count = 0; count < callsPerRound; count++) await call()
  return performance.now() - began
}

/** What a programmer writes who needs this one call: the hours, the menu with its retries, six items, and a trace of what was heard and pressed. */
function handWritten(program: Program): () => Promise<{ trace: TraceEvent[]; outcome: Outcome }> {
  const hours = program.hours.get('business-hours')
  const prompt = (id: string): Utterance => {
    const utterance = program.prompts.get(id)?.utterance
    if (!utterance) throw new Error(`no prompt ${id}`)
    return utterance
  }
  const [greeting, web, menu, goodbye] = [prompt('g.ah.hours'), prompt('g.ah.web'), prompt('g.ah.menu'), prompt('g.ah.end')]
  const [noInput, noMatch, enough] = [prompt('g.err.noinput'), prompt('g.err.nomatch'), prompt('g.err.max')]
  const items = new Map(['1', '2', '3', '4', '5', '6'].map((key) => [key, prompt(`g.ah.${key}`)]))

  return async () => {
    const world: World = new SimulatedWorld({ press })
    const trace: TraceEvent[] = []
    let atMs = 0
    let n = 0
    const perform = async <O extends Operation>(operation: O): Promise<ResultOf<O>> => {
      const answer = await world.perform(operation, { n: n++, operation, startedMs: atMs }, neverAborted)
      const startedMs = atMs
      atMs = answer.atMs
      if (!answer.result) throw new Error(answer.gone?.cause ?? answer.fault?.code)
      if ('say' in operation) heard(operation.say, startedMs, (answer.result as { heardSeconds: number }).heardSeconds)
      return answer.result as ResultOf<O>
    }
    const heard = (say: Utterance[], startedMs: number, heardSeconds: number): void => {
      let offset = 0
      for (const { prompt: id, text, audio, seconds } of say) {
        if (offset >= heardSeconds) return
        trace.push({ kind: 'heard', atMs: startedMs + Math.round(offset * 1000), prompt: id, text, audio, seconds: Math.min(seconds, heardSeconds - offset) })
        offset += seconds
      }
    }
    const finish = async (last: Utterance): Promise<{ trace: TraceEvent[]; outcome: Outcome }> => {
      await perform({ op: 'call.play', say: [last] })
      await perform({ op: 'call.hangup', cause: 'NORMAL_CLEARING' })
      return { trace, outcome: { kind: 'hangup', cause: 'NORMAL_CLEARING' } }
    }

    if (hours?.at(startedAtMs).state === 'open') throw new Error('this function is for the time after hours')
    await perform({ op: 'call.answer' })
    let before = [greeting, web]
    for (let attempt = 0; attempt < 3; attempt++) {
      const { key } = await perform({ op: 'call.ask', say: [...before, menu], own: before.length, keys: '1234569', timeoutSeconds: 10 })
      if (key !== null) trace.push({ kind: 'pressed', atMs, keys: key })
      const item = items.get(key ?? '')
      if (item) {
        await perform({ op: 'call.play', say: [item] })
        return finish(goodbye)
      }
      before = [key === null ? noInput : noMatch]
    }
    return finish(enough)
  }
}

/** A race of two different calls would say nothing. */
function requireSameCall(engine: readonly TraceEvent[], hand: readonly TraceEvent[]): void {
  const course = (trace: readonly TraceEvent[]) => JSON.stringify(trace.filter(({ kind }) => kind === 'heard' || kind === 'pressed'))
  if (course(engine) !== course(hand)) throw new Error(`the two calls differ:\n${course(engine)}\n${course(hand)}`)
}
