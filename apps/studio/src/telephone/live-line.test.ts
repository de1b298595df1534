import { expect, test } from 'vitest'
import { type LiveServer, makeLiveLine } from './live-line.ts'
import { type LineEvent, LineRefused } from './telephone-line.ts'

const request = { to: '0570012229', from: 'anonymous', agents: 0, faults: ['queue=full'] }

function server(part: Partial<LiveServer> = {}) {
  const asked: unknown[] = []
  let listener: Parameters<LiveServer['events']>[1] | undefined
  const live: LiveServer = {
    release: async () => null,
    async dial(call) { asked.push(['dial', call]); return { sessionId: 's' } },
    events(sessionId, given) { asked.push(['events', sessionId]); listener = given; return () => asked.push(['stop']) },
    async press(sessionId, key) { asked.push(['press', sessionId, key]) },
    async hangup(sessionId) { asked.push(['hangup', sessionId]) },
    async skip(sessionId) { asked.push(['skip', sessionId]) },
    ...part,
  }
  return { live, asked, tell: () => listener }
}

async function called(part?: Partial<LiveServer>) {
  const { live, asked, tell } = server(part)
  const events: LineEvent[] = []
  const call = await makeLiveLine(live).dial(request, (event) => events.push(event))
  return { call, asked, events, tell: (seq: number, message: unknown) => tell()?.onMessage(seq, message), listener: tell }
}

test('a call is dialled with all its conditions and operated by its session', async () => {
  const { call, asked } = await called()
  call.press('5')
  call.skip()
  expect(asked).toEqual([['dial', request], ['events', 's'], ['press', 's', '5'], ['skip', 's']])
})

test('messages come through in their order, and only once', async () => {
  const { events, tell } = await called()
  tell(1, { kind: 'answered' })
  tell(2, { kind: 'trace', event: { kind: 'pressed', atMs: 5, keys: '1' } })
  tell(1, { kind: 'answered' })
  tell(2, { kind: 'ended', by: 'center', cause: 'X' })
  tell(3, { kind: 'closed' })
  expect(events).toEqual([{ kind: 'answered' }, { kind: 'trace', event: { kind: 'pressed', atMs: 5, keys: '1' } }, { kind: 'finished' }])
})

test('what this page does not know is left out and breaks nothing', async () => {
  const { events, tell } = await called()
  for (const [index, strange] of [undefined, null, 7, {}, { kind: 'hologram' }, { kind: 'toString' }, { kind: 'trace', event: { kind: 'smell', atMs: 1 } }, { kind: 'trace' }].entries()) tell(index + 1, strange)
  expect(events).toEqual([])
})

test('a line that breaks is told; after closing nothing is told, and the call is hung up', async () => {
  const { call, asked, events, tell, listener } = await called()
  listener()?.onError(new Error('socket'))
  expect(events).toEqual([{ kind: 'lost', reason: 'socket' }])
  call.close()
  tell(3, { kind: 'answered' })
  expect(events).toHaveLength(1)
  expect(asked.slice(-2)).toEqual([['stop'], ['hangup', 's']])
})

test('a call that cannot be made says what is safe and what to do', async () => {
  const refused = await called({ dial: () => Promise.reject(new Error('boom')) }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(LineRefused)
  expect((refused as LineRefused).said.ja).toContain('設定は変わっていません')
})
