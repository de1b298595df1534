import type { Answer, Operation } from '../operations.ts'
import type { NodeEffect, NodeType } from '../node.ts'
import { Circumstances } from './circumstances.ts'
import { Course, TooManyCourses, everyCourse } from './course.ts'
import type { Finding, NodeFixture, Rule } from './fixture.ts'
import { runNode, type Run } from './scripted-run.ts'
import { answersFrom, answersOf } from './scripted-world.ts'
import { asksOf, effectsOf } from './node-effects.ts'

/** What was seen over all runs of a node. */
export interface Seen {
  effects: Set<NodeEffect>
  asks: Set<Operation['op']>
}

/**
 * Runs a node through everything that its capabilities can answer, then cuts and resumes a sample of those runs at every call.
 * The sample holds one run for each sequence of operations with its ending; runs that differ only in which wrong key was pressed tell no more.
 * @param seen takes what the node does to the contact, and asks of others, in any run
 */
export async function runFindings<Config>(nodeType: NodeType<Config>, fixture: NodeFixture<Config>, seen: Seen): Promise<Finding[]> {
  const findings = new Map<string, Finding>()
  const report = (rule: Rule, message: string) => void findings.set(`${rule} ${message}`, { rule, fixture: fixture.name, message })
  const sample = new Map<string, Run>()
  const reached = new Set<string>()
  try {
    await everyCourse(async (course) => {
      const run = await underConditions(0.25, () => runNode(nodeType, fixture, { answer: answersOf(course), circumstances: new Circumstances(fixture, (of) => course.choose(of)) }))
      outcomeFindings(run, report)
      effectsOf(run).forEach((effect) => seen.effects.add(effect))
      asksOf(run).forEach((op) => seen.asks.add(op))
      exitsOf(run, nodeType, fixture).forEach((exit) => reached.add(exit))
      const sequence = JSON.stringify([run.ending, run.entries.map(({ operation }) => operation)])
      if (!sample.has(sequence)) sample.set(sequence, run)
      return run.ending.kind !== 'endless'
    })
  } catch (error) {
    if (!(error instanceof TooManyCourses)) throw error
    report('ends', error.message)
  }
  reachedFindings(reached, nodeType.exits(fixture.config).map(({ id }) => id), fixture.resumed !== undefined, report)
  for (const run of sample.values()) {
    if (run.ending.kind === 'endless') continue
    await determinismFindings(nodeType, fixture, run, report)
    await resumeFindings(nodeType, fixture, run, report)
  }
  await abortedFindings(nodeType, fixture, report)
  return [...findings.values()]
}

type Report = (rule: Rule, message: string) => void

function exitsOf<Config>({ ending }: Run, nodeType: NodeType<Config>, fixture: NodeFixture<Config>): string[] {
  if (ending.kind !== 'result') return []
  if (ending.result.kind === 'leave') return [ending.result.exit]
  // The exits of a node that runs a flow are the results of that flow, which only a whole bundle can enumerate.
  return ending.result.kind === 'run-flow' ? nodeType.exits(fixture.config).map(({ id }) => id) : []
}

/** @param resumed the rest of a visit: how the visit could have ended before is not to be seen */
function reachedFindings(reached: ReadonlySet<string>, declared: readonly string[], resumed: boolean, report: Report): void {
  for (const exit of reached) if (!declared.includes(exit)) report('reached', `it leaves by the exit ${exit}, which it does not declare`)
  for (const exit of resumed ? [] : declared) if (!reached.has(exit)) report('reached', `no answer leads to the exit ${exit}`)
}

/** Whether the run ended as what it met demands: a fault as that fault, a contact that is gone at once, all else by a result or a fault of its own. */
function outcomeFindings(run: Run, report: Report): void {
  const { ending, world, circumstances } = run
  if (ending.kind === 'endless') return report('ends', ending.message)
  if (world.afterGone.length > 0) report('gone', `it asks for ${world.afterGone[0]?.op} although the contact is gone`)
  if (run.entries.some(({ answer }) => answer?.gone)) {
    if (ending.kind !== 'gone') report('gone', `the contact is gone, and it ends with ${words(run)}`)
    return
  }
  const fault = circumstances.faults[0] ?? run.entries.map(({ answer }) => faultIn(answer)).find((code) => code !== undefined)
  if (ending.kind === 'crash') report('faults', `it throws something else than a NodeError: ${ending.message}`)
  else if (fault !== undefined && !(ending.kind === 'fault' && ending.code === fault)) report('faults', `it meets the fault ${fault} and ends with ${words(run)}`)
  else if (ending.kind === 'gone') report('gone', 'it says that the contact is gone, which is still there')
}

function faultIn(answer: Answer | undefined): string | undefined {
  if (answer?.fault) return answer.fault.code
  const result = answer?.result
  const missing = typeof result === 'object' && result !== null && 'missing' in result && Array.isArray(result.missing) && result.missing.length > 0
  return missing ? 'prompt-missing' : undefined
}

async function determinismFindings<Config>(nodeType: NodeType<Config>, fixture: NodeFixture<Config>, first: Run, report: Report): Promise<void> {
  const again = await underConditions(0.75, () => runNode(nodeType, fixture, { answer: answersFrom(first.entries), circumstances: theSame(fixture, first) }))
  if (traceOf(again) !== traceOf(first)) report('deterministic', `${words(first)} the first time, and ${words(again)} when it was run again`)
}

/** Cuts the run in the middle of each operation and right after it, and resumes it from the journal. */
async function resumeFindings<Config>(nodeType: NodeType<Config>, fixture: NodeFixture<Config>, first: Run, report: Report): Promise<void> {
  const operations = first.entries.map(({ operation }) => operation)
  for (const cut of operations.keys()) {
    for (const running of [true, false]) {
      const recorded = first.entries.slice(0, cut + 1).map((entry, n) => (running && n === cut ? { n: entry.n, operation: entry.operation, startedMs: entry.startedMs } : entry))
      const resumed = await runNode(nodeType, fixture, { answer: answersFrom(first.entries), circumstances: theSame(fixture, first), recorded })
      const where = `cut ${running ? 'during' : 'after'} ${operations[cut]?.op}`
      if (traceOf(resumed) !== traceOf(first)) report('resumed', `${where}, it ends with ${words(resumed)} instead of ${words(first)}`)
      const sent = JSON.stringify([resumed.world.attached, resumed.world.performed])
      const due = JSON.stringify([running ? operations.slice(cut, cut + 1) : [], operations.slice(cut + 1)])
      if (sent !== due) report('resumed', `${where}, it does not send each command exactly once`)
    }
  }
}

async function abortedFindings<Config>(nodeType: NodeType<Config>, fixture: NodeFixture<Config>, report: Report): Promise<void> {
  const circumstances = new Circumstances(fixture, () => 0)
  const run = await runNode(nodeType, fixture, { answer: answersOf(new Course([])), circumstances, aborted: true })
  if (run.world.afterGone.length > 1) report('gone', `it goes on to ${run.world.afterGone[1]?.op} after an operation has said that the contact is gone`)
  if (run.ending.kind === 'endless') report('gone', 'it does not end when its signal is aborted')
}

const theSame = (fixture: NodeFixture<unknown>, { circumstances }: Run) => new Circumstances(fixture, () => 0, circumstances.chosen)
const traceOf = ({ ending, effects, entries }: Run) => JSON.stringify([ending, effects, entries])

function words({ ending, entries }: Run): string {
  const end = ending.kind === 'result' ? JSON.stringify(ending.result) : ending.kind === 'fault' ? `the fault ${ending.code}` : 'message' in ending ? ending.message : ending.kind
  return `${end} after ${entries.map(({ operation }) => operation.op).join(', ') || 'no operation'}`
}

/** Another clock and other random numbers, so that a node which looks at them is found out at once and not once in a while. */
async function underConditions<T>(value: number, act: () => Promise<T>): Promise<T> {
  const { random } = Math
  const { now } = Date
  Math.random = () => value
  Date.now = () => value * 1e12
  try {
    return await act()
  } finally {
    Math.random = random
    Date.now = now
  }
}
