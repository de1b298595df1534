import { type HandsetCheckpoint, HandsetWorld, type HandsetWorldOptions, type Pace, type Program, type SessionStart, type StepEntry, type VariableChange, paceStops, runSession } from '@madoguchi/engine'
import type { JournalEntry } from '@madoguchi/sdk'
import type { LineEvent, OngoingCall } from './telephone-line.ts'

export interface SteppedCallOptions {
  program: Program
  start: SessionStart
  world: Omit<HandsetWorldOptions, 'emit' | 'from'>
  /** Looked at before each node, so that one that is set during the call holds at once. */
  breakpoints(): readonly { flow: string; node: string; condition: string }[]
  listen(event: LineEvent): void
}

interface PassedStep {
  entry: StepEntry
  handset: HandsetCheckpoint
}

/**
 * A call in this page that can be held at any node and taken back to it. Back means: the same program and start, with the journal as it was
 * there and the variables that were changed before; so what comes after is what would have come, whatever the caller then does.
 */
export class SteppedCall implements OngoingCall {
  readonly seed: number
  readonly steps = { go: (pace: Pace) => this.#go(pace), rewind: (index: number) => this.#rewind(index), change: (name: string, value: unknown) => this.#change(name, value) }
  readonly #options: SteppedCallOptions
  #world: HandsetWorld
  /** The run that is listened to: one that was taken back may still end, unheard. */
  #run = 0
  #journal: JournalEntry[] = []
  #passed: PassedStep[] = []
  /** What the person has put into variables, each at the step at which the call was held. */
  #changes: (VariableChange & { index: number })[] = []
  /** Where the call is held. */
  #held: StepEntry | undefined
  #pace: Pace = 'run'
  #depth = 0
  #release: (() => void) | undefined

  constructor(options: SteppedCallOptions) {
    this.#options = options
    this.seed = options.start.seed
    this.#world = this.#begin([], undefined)
  }

  press(key: string): void {
    this.#world.press(key)
  }

  skip(): void {
    this.#world.skip()
  }

  /** A call that is held goes on to its end at once: the caller is gone. */
  hangup(): void {
    this.#pace = 'run'
    this.#release?.()
    this.#world.hangup()
  }

  close(): void {
    this.#run++
    this.#release?.()
    this.#world.hangup()
  }

  #begin(recorded: JournalEntry[], from: HandsetCheckpoint | undefined): HandsetWorld {
    const run = ++this.#run
    const { program, start, world: surroundings, listen } = this.#options
    const tell = (event: LineEvent) => {
      if (run === this.#run) listen(event)
    }
    const world = new HandsetWorld({ ...surroundings, emit: tell, ...(from && { from }) })
    this.#journal = [...recorded]
    const journal = this.#journal
    const changes = this.#changes.map(({ node, visit, variables }) => ({ node, visit, variables }))
    void runSession(program, { ...start, changes }, world, {
      recorded, sink: { began: (entry) => void journal.push(entry) }, onTrace: (event) => tell({ kind: 'trace', event }),
      onStep: (entry) => (run === this.#run ? this.#enter(entry, world) : undefined),
    }).then(
      () => tell({ kind: 'finished' }),
      (error: unknown) => tell({ kind: 'lost', reason: error instanceof Error ? error.message : String(error) }),
    )
    return world
  }

  #enter(entry: StepEntry, world: HandsetWorld): Promise<void> | undefined {
    // The call only comes back to where it has been.
    if (entry.index < this.#passed.length) return undefined
    this.#passed.push({ entry, handset: world.checkpoint(entry.elapsedMs) })
    const { index, flow, node, elapsedMs: atMs } = entry
    this.#options.listen({ kind: 'entered', index, flow, node, atMs })
    const point = this.#options.breakpoints().find((breakpoint) => breakpoint.flow === flow && breakpoint.node === node)
    if (paceStops(this.#pace, this.#depth, entry.depth) || point?.condition.trim() === '') return this.#hold(entry, world)
    return point && this.#holdIf(point.condition, entry, world)
  }

  /** A condition that cannot be worked out stops too: silence would look as if it had been false. */
  async #holdIf(condition: string, entry: StepEntry, world: HandsetWorld): Promise<void> {
    const run = this.#run
    const met = await entry.evaluate(condition).then(Boolean, () => true)
    if (met && run === this.#run) await this.#hold(entry, world)
  }

  #hold(entry: StepEntry, world: HandsetWorld): Promise<void> {
    const { index, flow, node, elapsedMs: atMs, depth, variables, secrets } = entry
    const goOn = world.rest()
    const run = this.#run
    this.#depth = depth
    this.#pace = 'run'
    this.#held = entry
    return new Promise((resolve) => {
      this.#release = () => {
        this.#release = undefined
        this.#held = undefined
        goOn()
        if (run === this.#run) this.#options.listen({ kind: 'resumed' })
        resolve()
      }
      this.#options.listen({ kind: 'stopped', index, flow, node, atMs, variables, secrets })
    })
  }

  #change(name: string, value: unknown): void {
    if (!this.#held) return
    const { index, flow, node, visit } = this.#held
    const variables = this.#held.change(name, value)
    const change = { node: `${flow}/${node}`, visit, variables: { [name]: value } }
    this.#changes.push({ ...change, index })
    this.#options.listen({ kind: 'changed', change, variables })
  }

  #go(pace: Pace): void {
    this.#pace = pace
    if (this.#release) this.#release()
    else this.#depth = this.#passed.at(-1)?.entry.depth ?? 0
  }

  #rewind(index: number): void {
    const step = this.#passed[index]
    if (!step) return
    // The run that is left behind hears that its caller is gone, and ends unheard.
    this.#run++
    this.#release?.()
    this.#world.hangup()
    this.#passed = this.#passed.slice(0, index)
    this.#changes = this.#changes.filter((change) => change.index < index)
    this.#pace = 'into'
    this.#options.listen({ kind: 'rewound', index, atMs: step.entry.elapsedMs })
    this.#world = this.#begin(this.#journal.slice(0, step.entry.asked), step.handset)
  }
}
