import { Bundle, documentKinds, documentSchemas, type Line } from '@madoguchi/schemas'
import type { KeyMenu, NodeEffect } from '@madoguchi/sdk'
import { type Annotated, annotated, marked } from '../../annotations.ts'
import type { NodeTypes } from '../../compile.ts'
import type { Place } from '../../compile-texts.ts'
import { escapePointer } from '../../json-pointer.ts'
import { type Program, type Step, normaliseNumber } from '../../program.ts'
import { Lines } from './lines.ts'
import { onward } from './ways.ts'

export interface PromptUse {
  prompt: string
  place: Place
}

/** What a node says of itself through its schema and its declarations. A skipped node does nothing but lead on. */
export interface StepFacts {
  readonly step: Step
  readonly place: Place & { node: string }
  readonly found: readonly Annotated[]
  /** Every prompt that it names, heard or not. */
  readonly uses: readonly PromptUse[]
  /** What is heard, in the order of the schema's properties, which is the order in which they are heard where none is a question asked again. */
  readonly prompts: readonly PromptUse[]
  /** The flows that it leads into. */
  readonly flows: readonly string[]
  /** Those among them that run while the caller waits in a queue. */
  readonly whileWaiting: ReadonlySet<string>
  readonly effects: ReadonlySet<NodeEffect>
  readonly menu: KeyMenu | undefined
  /** Whoever passes it has heard something. */
  readonly speaks: boolean
}

/** What every rule stands on: the program, and what its nodes say of themselves. Read once for all rules. */
export class Ground {
  readonly program: Program
  readonly steps: readonly StepFacts[]
  readonly lines: Lines
  /** Every prompt that something leads to, with each place. Scenarios only look at prompts. */
  readonly uses: ReadonlyMap<string, readonly PromptUse[]>
  /** Nodes without a known type or with a config that is wrong are not in the program, so it tells too little of what is used. */
  readonly whole: boolean
  readonly #facts: ReadonlyMap<Step, StepFacts>
  readonly #callers = new Map<string, StepFacts[]>()
  #before: ReadonlyMap<Step, ReadonlySet<Step>> | undefined

  constructor(program: Program, nodeTypes: NodeTypes) {
    this.program = program
    this.lines = new Lines(program)
    const steps = [...program.flows.values()].flatMap((flow) => [...flow.steps.values()])
    this.steps = steps.map((step) => factsOf(step, program))
    this.#facts = new Map(this.steps.map((facts) => [facts.step, facts]))
    for (const facts of this.steps) for (const flow of facts.flows) this.#callers.set(flow, [...(this.#callers.get(flow) ?? []), facts])
    this.whole = [...program.documents.call.values()].every(({ id, nodes }) => Object.entries(nodes).every(([node, { type }]) => nodeTypes.has(type) && program.flows.get(id)?.steps.has(node)))
    this.uses = usesOf(program, this.steps)
  }

  factsOf(step: Step): StepFacts {
    const facts = this.#facts.get(step)
    if (!facts) throw new Error(`${step.flow}/${step.id} is no step of this program`)
    return facts
  }

  /** The nodes that lead into a flow. */
  callersOf(flow: string): readonly StepFacts[] {
    return this.#callers.get(flow) ?? []
  }

  /** The steps that lead to a step when nothing fails: by a wire, into the flow that it begins, or back from the flow that was run before it. */
  before(step: Step): ReadonlySet<Step> {
    this.#before ??= beforeAll(this)
    return this.#before.get(step) ?? new Set()
  }

  stepsOf(flow: string): StepFacts[] {
    return this.steps.filter(({ step }) => step.flow === flow)
  }

  /** Lines that citizens can reach a flow by, with their numbers. */
  answeredLines(): { number: string; line: Line; place: Place }[] {
    return this.lines.all.filter(({ line }) => line.flow !== undefined && this.program.flows.has(line.flow))
  }

  /** Where the text of a prompt stands. */
  placeOfPrompt(id: string): Place {
    for (const [document, { prompts }] of this.program.documents.prompts) {
      if (Object.hasOwn(prompts, id)) return { document: `prompts/${document}`, pointer: `/prompts/${escapePointer(id)}` }
    }
    return { document: 'bundle', pointer: '' }
  }

  /** Seconds that a prompt takes to be heard, as far as it is known. */
  secondsOf(prompt: string): number {
    return this.program.prompts.get(prompt)?.utterance?.seconds ?? 0
  }

  /** The line of a number as people write it. */
  lineOf(number: string): Line | undefined {
    return this.program.lines.get(normaliseNumber(number))
  }
}

function beforeAll(ground: Ground): Map<Step, Set<Step>> {
  const before = new Map<Step, Set<Step>>()
  const add = (to: Step, from: Step) => void before.set(to, (before.get(to) ?? new Set()).add(from))
  const returning = new Map<string, Step[]>()
  for (const { step, effects } of ground.steps) if (effects.has('returns')) returning.set(step.flow, [...(returning.get(step.flow) ?? []), step])
  for (const facts of ground.steps) {
    const next = onward(facts)
    for (const target of next) add(target, facts.step)
    for (const id of facts.flows) {
      const entry = ground.program.flows.get(id)?.entry
      if (entry) add(entry, facts.step)
      for (const step of returning.get(id) ?? []) for (const target of next) add(target, step)
    }
  }
  return before
}

function factsOf(step: Step, program: Program): StepFacts {
  const place = { document: `call/${step.flow}`, pointer: `/nodes/${escapePointer(step.id)}`, node: step.id }
  const found = annotated(step.type.config, step.config, `${place.pointer}/config`)
  const menu = step.type.menu?.(step.config)
  const uses = [...promptsOf(step, found, place, menu), ...digitPrompts(step, place), ...fragmentPrompts(program, step, place)]
  const nothing: StepFacts = { step, place, found, uses, prompts: [], flows: [], whileWaiting: new Set(), effects: new Set(), menu: undefined, speaks: false }
  if (step.skip !== undefined) return nothing
  const queues = found.flatMap(({ ref, value }) => (ref === 'queue' ? (program.documents.queue.get(value) ?? []) : []))
  const flows = found.flatMap(({ ref, value }) => (ref === 'call' && program.flows.has(value) ? [value] : []))
  const speaks = uses.length > 0 || queues.some(({ announceFirst }) => announceFirst !== undefined)
  const whileWaiting = new Set(marked(step.type.config, step.config, 'x-while-waiting').map(({ value }) => String(value)))
  return { ...nothing, prompts: uses, flows, whileWaiting, menu, speaks, effects: new Set(step.type.effects) }
}

function promptsOf(step: Step, found: readonly Annotated[], place: Place, menu: KeyMenu | undefined): PromptUse[] {
  const properties = Object.keys((step.type.config as { properties?: object }).properties ?? {})
  const rank = (pointer: string) => (menu && pointer === `${place.pointer}/config${menu.promptPointer}` ? -1 : properties.indexOf(pointer.slice(`${place.pointer}/config/`.length).split('/')[0] ?? ''))
  return found.flatMap(({ ref, value, pointer }) => (ref === 'prompt' ? [{ prompt: value, place: { ...place, pointer } }] : [])).toSorted((a, b) => rank(a.place.pointer) - rank(b.place.pointer))
}

/** Ids that begin as the config says and end in a digit. */
function digitPrompts(step: Step, place: Place): PromptUse[] {
  return marked(step.type.config, step.config, 'x-ref-digits', `${place.pointer}/config`).flatMap(({ value, pointer }) =>
    [...'0123456789'].map((digit) => ({ prompt: `${String(value)}${digit}`, place: { ...place, pointer } })))
}

/** Every prompt whose id begins as the config says: which of them are spoken depends on a value. */
function fragmentPrompts({ prompts }: Program, step: Step, place: Place): PromptUse[] {
  return marked(step.type.config, step.config, 'x-ref-fragments', `${place.pointer}/config`).flatMap(({ value, pointer }) =>
    [...prompts.keys()].filter((prompt) => prompt.startsWith(String(value))).map((prompt) => ({ prompt, place: { ...place, pointer } })))
}

function usesOf({ bundle, documents }: Program, steps: readonly StepFacts[]): Map<string, PromptUse[]> {
  const uses = new Map<string, PromptUse[]>()
  const add = (use: PromptUse) => uses.set(use.prompt, [...(uses.get(use.prompt) ?? []), use])
  const addAll = (document: string, places: readonly Annotated[]) => {
    for (const { ref, value, pointer } of places) if (ref === 'prompt') add({ prompt: value, place: { document, pointer } })
  }
  for (const { uses: own } of steps) own.forEach(add)
  addAll('bundle', annotated(Bundle, bundle))
  for (const kind of documentKinds) {
    if (kind === 'call' || kind === 'scenario') continue
    for (const [id, document] of documents[kind]) addAll(`${kind}/${id}`, annotated(documentSchemas[kind], document))
  }
  return uses
}
