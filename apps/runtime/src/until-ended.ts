export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

/** Passes events on until the signal aborts, and then throws; also while no event comes. `done` runs once, whichever way it ends. */
export async function* untilEnded(events: AsyncIterable<unknown>, ended: AbortSignal, why: () => Error, done: () => void): AsyncGenerator<unknown> {
  const iterator = events[Symbol.asyncIterator]()
  let stop: () => void = () => {}
  const end = new Promise<never>((_, reject) => {
    stop = () => reject(why())
    if (ended.aborted) stop()
    else ended.addEventListener('abort', stop, { once: true })
  })
  // Where events end by themselves nobody waits for it.
  end.catch(() => {})
  try {
    for (;;) {
      const { done: over, value } = await Promise.race([iterator.next(), end])
      if (over === true) return
      yield value
    }
  } finally {
    ended.removeEventListener('abort', stop)
    done()
    // Not awaited: a source that waits for its next event would hold this up until it comes.
    void iterator.return?.()?.then(undefined, () => {})
  }
}
