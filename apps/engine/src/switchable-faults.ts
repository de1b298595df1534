import type { LocalisedText } from '@madoguchi/schemas'
import type { NodeType, Operation } from '@madoguchi/sdk'
import { annotated } from './annotations.ts'
import { faultResults } from './faults.ts'
import type { Program, Step } from './program.ts'

/** A fault, or an answer from outside, that whoever tries a call can switch on: what of it can be chosen, and where it would be met. */
export interface SwitchableFault {
  /** In the words of `--fault`: `gateway`, `plugin:acme` … */
  name: string
  /** The key in `faultResults`: all plugins are `plugin`. */
  point: string
  results: readonly { result: string; title?: LocalisedText }[]
  /** The nodes that meet it, in the order in which the call's flows come to them. */
  nodes: readonly { flow: string; node: string }[]
}

/** The steps of all flows that a call on a line can come to, flow after flow. */
export function stepsOfLine(program: Program, number: string): Step[] {
  const first = program.lines.get(number)?.flow
  const flows = first === undefined ? [] : [first]
  const steps: Step[] = []
  for (const id of flows) {
    for (const step of program.flows.get(id)?.steps.values() ?? []) {
      steps.push(step)
      for (const { ref, value } of annotated(step.type.config, step.config)) if (ref === 'call' && !flows.includes(value)) flows.push(value)
    }
  }
  return steps
}

/** Everything that can be made to happen in a call on a line, read off the nodes that it can come to; in the order of `faultResults`. */
export function switchableFaults(program: Program, number: string): SwitchableFault[] {
  const found = new Map<string, Gathered>()
  // The safe default leads to the failover number, whatever the flows ask.
  if (program.bundle.safeDefault.failover && program.lines.get(number)?.failover !== undefined) found.set('gateway', gathered('gateway', resultsOf('gateway')))
  for (const step of stepsOfLine(program, number)) {
    if (step.skip !== undefined) continue
    for (const { name, point, results } of faultsOfNode(step.type, step.config)) {
      const known = found.get(name) ?? gathered(point, [])
      for (const { result, title } of results) known.results.set(result, known.results.has(result) ? undefined : title)
      known.nodes.push({ flow: step.flow, node: step.id })
      found.set(name, known)
    }
  }
  const order = Object.keys(faultResults)
  return [...found].map(([name, { point, results, nodes }]) => ({ name, point, nodes, results: [...results].map(([result, title]) => ({ result, ...(title && { title }) })) }))
    .toSorted((a, b) => order.indexOf(a.point) - order.indexOf(b.point) || (a.name < b.name ? -1 : 1))
}

interface Gathered {
  point: string
  results: Map<string, LocalisedText | undefined>
  nodes: { flow: string; node: string }[]
}

function gathered(point: string, results: SwitchableFault['results']): Gathered {
  return { point, results: new Map(results.map(({ result, title }) => [result, title])), nodes: [] }
}

/** The faults that one node can meet, read off what its type uses and asks. What several nodes name differently has no title. */
export function faultsOfNode(type: NodeType, config: unknown): Omit<SwitchableFault, 'nodes'>[] {
  const points = new Set<string>(type.needs.flatMap((name) => pointsOfNeed[name] ?? []))
  for (const op of type.asks ?? []) points.add(pointOf(op, type))
  if (annotated(type.config, config).some(({ ref }) => ref === 'prompt')) points.add('prompt')
  const plain = [...points].filter((point) => Object.hasOwn(faultResults, point)).map((point) => ({ name: point, point, results: point === 'chance' ? waysOf(type, config) : resultsOf(point) }))
  return [...plain, ...servicesOf(type)]
}

const pointsOfNeed: Readonly<Partial<Record<NodeType['needs'][number], readonly string[]>>> = {
  call: ['telephony', 'caller'], queue: ['telephony', 'caller'], hours: ['hours'], chance: ['chance'], http: ['http', 'caller'], messages: ['messages'], records: ['records'], desk: ['desk'],
}

/** Waiting in a slot is waiting for a person, and connects; being held is not. An operation of a family that has but one fault is met under its name. */
function pointOf(op: Operation['op'], { effects = [] }: NodeType): string {
  if (op === 'call.hold') return effects.includes('connects') ? 'park' : 'hold'
  return pointOfOperation[op] ?? (op.split('.')[0] ?? '')
}

const pointOfOperation: Readonly<Partial<Record<Operation['op'], string>>> = {
  'call.record': 'recording', 'call.transfer': 'gateway', 'call.retrieve': 'retrieve', 'call.conference': 'conference', 'queue.look': 'status', 'queue.join': 'queue',
}

/** Every way that chance has at a node. */
function waysOf(type: NodeType, config: unknown): SwitchableFault['results'] {
  return type.exits(config).map(({ title }, way) => ({ result: String(way + 1), title }))
}

/** What can be chosen: what is bad, and every state of the hours. */
function resultsOf(point: string): SwitchableFault['results'] {
  const { bad = [], also = [] } = faultResults[point] ?? {}
  return (point === 'hours' ? [...bad, ...also] : bad).map((result) => ({ result }))
}

/** A plugin's own answers are told by what they are; the first comes anyway. */
function servicesOf({ services = [] }: NodeType): Omit<SwitchableFault, 'nodes'>[] {
  return [...new Set(services.map(({ plugin }) => plugin))].map((plugin) => ({
    name: `plugin:${plugin}`, point: 'plugin',
    results: [
      ...(faultResults['plugin']?.bad ?? []).map((result) => ({ result })),
      ...services.filter((service) => service.plugin === plugin).flatMap(({ samples }) => samples.flatMap((sample, index) => (index === 0 ? [] : [{ result: String(index + 1), title: { ja: JSON.stringify(sample) } }]))),
    ],
  }))
}
