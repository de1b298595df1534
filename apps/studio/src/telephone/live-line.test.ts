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
  return { call, asked, events, tell: (value: unknown) => tell()?.onEvent(value), listener: tell }
}

test('a call is dialled with all its conditions and operated by its session', async () => {
  const { call, asked } = await called()
  call.press('5')
  call.skip()
  expect(asked).toEqual([['dial', request], ['events', 's'], ['press', 's', '5'], ['skip', 's']])
})

test('events come through in their order, wrapped by the subscription or not, and only once', async () => {
  const { events, tell } = await called()
  tell({ id: '0', data: { seq: 0, event: { kind: 'answered' } } })
  tell({ seq: 1, event: { kind: 'trace', event: { kind: 'pressed', atMs: 5, keys: '1' } } })
  tell({ seq: 0, event: { kind: 'answered' } })
  tell({ seq: 1, event: { kind: 'ended', by: 'center', cause: 'X' } })
  expect(events).toEqual([{ kind: 'answered' }, { kind: 'trace', event: { kind: 'pressed', atMs: 5, keys: '1' } }])
})

test('what this page does not know is left out and breaks nothing', async () => {
  const { events, tell } = await called()
  for (const strange of [undefined, null, 7, {}, { event: null }, { event: { kind: 'hologram' } }, { event: { kind: 'trace', event: { kind: 'smell', atMs: 1 } } }, { event: { kind: 'trace' } }]) tell(strange)
  expect(events).toEqual([])
})

test('a line that breaks is told; after closing nothing is told, and the call is hung up', async () => {
  const { call, asked, events, tell, listener } = await called()
  listener()?.onError(new Error('socket'))
  expect(events).toEqual([{ kind: 'lost', reason: 'socket' }])
  call.close()
  tell({ seq: 3, event: { kind: 'answered' } })
  expect(events).toHaveLength(1)
  expect(asked.slice(-2)).toEqual([['stop'], ['hangup', 's']])
})

test('a call that cannot be made says what is safe and what to do', async () => {
  const refused = await called({ dial: () => Promise.reject(new Error('boom')) }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(LineRefused)
  expect((refused as LineRefused).said.ja).toContain('設定は変わっていません')
})
