import type { Step } from '../../program.ts'
import type { Ground, StepFacts } from './ground.ts'

export interface Reached {
  /** Every step that can be come to, the first included. */
  readonly steps: ReadonlySet<Step>
  /** Those after which nothing follows by themselves. An exit that is not connected is a problem of its own and no end. */
  readonly ends: readonly Step[]
}

export interface ReachOptions {
  /** What calls are not followed beyond. */
  until?: (facts: StepFacts) => boolean
  /** Whether faults are followed too, by the error exits and by what the flow does on an error. */
  faults?: boolean
}

/**
 * Where calls can come to from some steps by the wiring alone: an over-approximation, since what an executor really does is not asked.
 * Flows that are run are entered, and left again by what returns.
 */
export function reach(ground: Ground, from: readonly Step[], options: ReachOptions = {}): Reached {
  return new Search(ground, options).run(from)
}

/** The flow that was run last and has not returned; none on the way that the search began with. */
type Frame = string | undefined

class Search {
  readonly #ground: Ground
  readonly #options: ReachOptions
  readonly #seen = new Map<Frame, Set<Step>>()
  readonly #open: { step: Step; frame: Frame }[] = []
  readonly #ends = new Set<Step>()
  /** Flows from which a way leads back, and who goes on when one is found. Without this a run would have to be followed once a caller. */
  readonly #returned = new Set<string>()
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(ground: Ground, options: ReachOptions) {
    this.#ground = ground
    this.#options = options
  }

  run(from: readonly Step[]): Reached {
    from.forEach((step) => this.#visit(step, undefined))
    for (let at = this.#open.pop(); at; at = this.#open.pop()) this.#follow(at.step, at.frame)
    return { steps: new Set([...this.#seen.values()].flatMap((steps) => [...steps])), ends: [...this.#ends] }
  }

  #visit(step: Step, frame: Frame): void {
    const seen = this.#seen.get(frame) ?? new Set()
    if (seen.has(step)) return
    this.#seen.set(frame, seen.add(step))
    this.#open.push({ step, frame })
  }

  #follow(step: Step, frame: Frame): void {
    const facts = this.#ground.factsOf(step)
    if (this.#options.until?.(facts)) return
    if (this.#options.faults) this.#afterFault(step).forEach((target) => this.#visit(target, frame))
    if (facts.effects.has('returns')) return frame === undefined ? this.#goOnInCallers(step) : this.#return(frame)
    const next = onward(facts)
    const runs = next.length > 0
    for (const id of facts.flows) {
      const entry = this.#ground.program.flows.get(id)?.entry
      if (entry) this.#visit(entry, runs ? id : frame)
      if (runs) this.#whenReturned(id, () => next.forEach((target) => this.#visit(target, frame)))
    }
    if (facts.flows.length > 0) return
    next.forEach((target) => this.#visit(target, frame))
    if (next.length === 0 && step.type.exits(step.config).length === 0) this.#ends.add(step)
  }

  #afterFault(step: Step): Step[] {
    const handled = step.skip === undefined ? (step.next.get('error') ?? this.#ground.program.flows.get(step.flow)?.onError) : undefined
    return handled ? [handled] : []
  }

  /** The flow in which the way began gives way to whatever runs it, or runs what went on in it. Where nothing does, the way ends. */
  #goOnInCallers(step: Step): void {
    const flows = new Set([step.flow])
    const direct = new Set([...this.#ground.program.lines.values()].flatMap(({ flow }) => flow ?? []))
    for (const flow of flows) {
      const callers = this.#ground.callersOf(flow)
      if (direct.has(flow) || callers.length === 0) this.#ends.add(step)
      for (const caller of callers) {
        // The caller goes on waiting in the queue, unless the flow says otherwise: what follows is what follows that wait.
        if (caller.whileWaiting.has(flow)) {
          this.#visit(caller.step, undefined)
          continue
        }
        const next = onward(caller)
        if (next.length === 0) flows.add(caller.step.flow)
        next.forEach((target) => this.#visit(target, undefined))
      }
    }
  }

  #return(flow: string): void {
    if (this.#returned.has(flow)) return
    this.#returned.add(flow)
    for (const goOn of this.#waiting.get(flow) ?? []) goOn()
  }

  #whenReturned(flow: string, goOn: () => void): void {
    if (this.#returned.has(flow)) return goOn()
    this.#waiting.set(flow, [...(this.#waiting.get(flow) ?? []), goOn])
  }
}

/** The steps that a node leads to when nothing fails. */
export function onward({ step }: StepFacts): Step[] {
  if (step.skip !== undefined) return [...step.next].flatMap(([exit, target]) => (exit === step.skip ? [target] : []))
  return [...step.next].flatMap(([exit, target]) => (exit === 'error' ? [] : [target]))
}

/** The steps from which a call can come to a step by the wiring, itself included where it lies on a loop; the search of `reach`, backwards and once. */
export function leadingTo(ground: Ground, step: Step): ReadonlySet<Step> {
  const found = new Set<Step>()
  const open = [step]
  for (let at = open.pop(); at; at = open.pop()) {
    for (const before of ground.before(at)) {
      if (found.has(before)) continue
      found.add(before)
      open.push(before)
    }
  }
  return found
}

/** Whether a call that comes to a step can end without a word, or a connection, before. Where, if so. */
export function silentEnd(ground: Ground, from: Step): Step | undefined {
  return reach(ground, [from], { until: ({ speaks, effects }) => speaks || effects.has('connects') }).ends[0]
}
