import { NodeError, type QueuePlace, type WaitSlice } from '@madoguchi/sdk'
import type { Flow, Step } from './program.ts'

/** One visit of a node. */
export interface Visit {
  readonly step: Step
  /** How often the node has been entered in this run of its flow, from 1. */
  readonly number: number
  readonly enteredMs: number
}

/** One run of a flow. */
export interface Frame {
  readonly flow: Flow
  readonly visits: Map<string, number>
  /** The visit that ran it and goes on when it returns. */
  readonly caller: Visit | undefined
  /** A fault has led to `onError` already; the next one is for the safe default. */
  failed: boolean
  /** It runs while the contact waits in a queue, and gives way to how that wait ends. */
  readonly waiting?: WaitSlice | undefined
}

const callDepth = 20

/** The flows that run in a session: each was run by a node of the one below it. */
export class FlowStack {
  readonly #frames: Frame[]

  /** @param frames those of a session that went before, to go on with */
  constructor(frames: readonly Frame[] = []) {
    this.#frames = frames.map(copy)
  }

  /** The frames as they are now, kept apart from what happens to them later. */
  frames(): Frame[] {
    return this.#frames.map(copy)
  }

  get depth(): number {
    return this.#frames.length
  }

  get top(): Frame {
    const frame = this.#frames.at(-1)
    if (!frame) throw new Error('no flow runs')
    return frame
  }

  /** @throws NodeError `too-deep` */
  open(flow: Flow, caller: Visit | undefined, waiting?: WaitSlice): void {
    if (this.#frames.length >= callDepth) throw new NodeError('too-deep', `flows run each other more than ${callDepth} deep`)
    this.#frames.push({ flow, visits: new Map(), caller, failed: false, waiting })
  }

  /** The flow runs in the place of the present one, and returns to where that would have returned. */
  replace(flow: Flow): void {
    const { caller, waiting } = this.top
    this.#frames[this.#frames.length - 1] = { flow, visits: new Map(), caller, failed: false, waiting }
  }

  /** The place in a queue that is kept while the present flow runs. */
  get place(): QueuePlace | undefined {
    return this.#frames.findLast(({ waiting }) => waiting)?.waiting?.place
  }

  /** Ends the present flow. @returns the visit that ran it @throws NodeError `nothing-to-return-to` */
  close(): { caller: Visit; waiting: WaitSlice | undefined } {
    const { caller, waiting } = this.top
    if (!caller) throw new NodeError('nothing-to-return-to', 'this flow was not run by another one')
    this.#frames.pop()
    return { caller, waiting }
  }

  /** Ends the flow that ran during a wait, and all that it has run itself. @returns the visit that waits @throws NodeError `nothing-to-return-to` */
  closeWait(): { caller: Visit; waiting: WaitSlice | undefined } {
    while (!this.top.waiting) this.close()
    return this.close()
  }
}

function copy(frame: Frame): Frame {
  return { ...frame, visits: new Map(frame.visits) }
}
