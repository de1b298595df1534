import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { SpecificationFacts } from './specification-facts.ts'

/** A specification of a very large release takes some ten seconds, more where calls need the processor; beyond this it is given up. */
const longestMs = 120_000
const memoryMegabytes = 768

/** The one after the other: printing takes a whole processor, and calls need the rest. */
let turn: Promise<unknown> = Promise.resolve()
let waiting = 0
const mostWaiting = 4

/**
 * Prints in a thread of its own, so that calls in this process never wait for a page to be laid out. The stream begins when it is this
 * document's turn; a reader that goes away ends the thread.
 * @returns undefined where too many wait already
 */
export function specificationStream(facts: SpecificationFacts): Readable | undefined {
  if (waiting >= mostWaiting) return undefined
  waiting++
  const stream = new Readable({ read() {} })
  turn = turn.then(() => print(facts, stream)).finally(() => waiting--)
  return stream
}

/** Resolves when the thread is over, whatever came of it; the stream tells that. */
async function print(facts: SpecificationFacts, stream: Readable): Promise<void> {
  if (stream.destroyed) return
  const worker = new Worker(new URL('print-worker.mjs', import.meta.url), { workerData: facts, resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } })
  const timer = setTimeout(() => stream.destroy(new Error('printing the specification took too long')), longestMs)
  stream.once('close', () => void worker.terminate())
  worker.on('message', (piece: Uint8Array) => void stream.push(piece))
  worker.once('error', (cause) => stream.destroy(cause))
  await new Promise<void>((resolve) => worker.once('exit', (code) => {
    clearTimeout(timer)
    if (code === 0) stream.push(null)
    else if (!stream.destroyed) stream.destroy(new Error(`printing the specification ended with ${code}`))
    resolve()
  }))
}
