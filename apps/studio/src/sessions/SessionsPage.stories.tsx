import { compileBundle, simulate } from '@madoguchi/engine'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { nodeTypes } from '../editor/node-types.ts'
import { referenceFiles } from '../stories/reference-files.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import { type SessionSource, type SessionSummary, firstIdAt } from './session-list.ts'
import { SessionsPage } from './SessionsPage.tsx'

export default { title: 'Sessions/SessionsPage', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

const calls = [
  { at: '2026-11-24T10:00:00+09:00', from: '0312345678', press: [], agents: 1 },
  { at: '2026-11-24T20:00:00+09:00', from: 'anonymous', press: ['1'], agents: 0 },
  { at: '2026-11-24T20:10:00+09:00', from: '09012345678', press: ['hang'], agents: 0 },
  { at: '2026-12-30T10:00:00+09:00', from: '0482223333', press: ['9', '6'], agents: 0 },
]

/** Calls that the engine really ran, as the runtime would have recorded them. */
async function recorded(): Promise<SessionSource> {
  const { program } = await compileBundle(referenceFiles, { nodeTypes })
  if (!program) throw new Error('the reference bundle does not compile')
  const sessions = await Promise.all(calls.map(async ({ at, from, press, agents }) => {
    const { outcome, seconds, trace } = await simulate(program, { to: '0570012229', from, at, press, agents })
    const summary: SessionSummary = { id: firstIdAt(Date.parse(at)), releaseNumber: 12, dialledLine: '0570012229', callerNumber: from === 'anonymous' ? null : from, channel: 'simulated', startedAt: at, endedAt: new Date(Date.parse(at) + seconds * 1000).toISOString(), outcome }
    return { summary, trace }
  }))
  const list = sessions.map(({ summary }) => summary).reverse()
  return {
    list: async ({ before, limit }) => list.filter(({ id }) => before === undefined || id < before).slice(0, limit),
    trace: async ({ id, after = -1 }) => (sessions.find(({ summary }) => summary.id === id)?.trace ?? []).map(({ kind, atMs, ...body }, n) => ({ n, atMs, kind, body })).filter(({ n }) => n > after),
    files: async () => referenceFiles,
  }
}

const nothing: SessionSource = { list: async () => [], trace: async () => [], files: async () => [] }

const page = (source: SessionSource, path: string) => {
  const { hook } = memoryLocation({ path })
  return (
    <Router hook={hook}>
      <Route path="/sessions"><SessionsPage source={source} /></Route>
      <Route path="/sessions/:id"><SessionsPage source={source} /></Route>
    </Router>
  )
}

const story = (path: string): Story<object> => ({ loaders: [async () => ({ source: await recorded() })], render: (_args, { loaded }) => page(loaded.source as SessionSource, path) })

export const List = story('/sessions')
export const Detail = story(`/sessions/${firstIdAt(Date.parse('2026-11-24T20:00:00+09:00'))}`)
export const Empty: Story<object> = { render: () => page(nothing, '/sessions') }
