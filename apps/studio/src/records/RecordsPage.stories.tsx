import { useMe } from '../log-in/me.ts'
import { person } from '../stories/people-for-stories.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import RecordsPage from './RecordsPage.tsx'
import type { QueueCallback, RecordsServer, ServiceRecord } from './records-server.ts'

const records: ServiceRecord[] = [
  { id: 2, kind: 'callback', title: '折り返し希望', number: '09012345678', fields: { 用件: '納税証明書の取り方' }, state: 'open', createdAt: '2026-11-24T01:00:00.000Z', dueAt: '2026-11-24T02:00:00.000Z', doneAt: null, doneByName: null },
  { id: 1, kind: 'task', title: '納付書の再発行', number: '', fields: {}, state: 'done', createdAt: '2026-11-24T00:30:00.000Z', dueAt: null, doneAt: '2026-11-24T00:50:00.000Z', doneByName: '窓口 花子' },
]
const callbacks: QueueCallback[] = [
  { id: 2, queue: 'tax', number: '0312345678', priority: 'high', state: 'offered', joinedAt: '2026-11-24T01:10:00.000Z', createdAt: '2026-11-24T01:14:00.000Z' },
  { id: 1, queue: 'tax', number: '09012345678', priority: 'normal', state: 'offered', joinedAt: '2026-11-24T01:02:00.000Z', createdAt: '2026-11-24T01:06:00.000Z' },
]
const server: RecordsServer = { list: async ({ kind, state }) => records.filter((record) => (kind === '' || record.kind === kind) && (state === '' || record.state === state)), setDone: async () => {}, callbacks: async () => callbacks }

export default { title: 'Records/RecordsPage', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

const as = (permissions: readonly string[]): Story<object> => ({
  loaders: [async () => (useMe.setState({ phase: 'in', person: person(permissions) }), {})],
  render: () => <RecordsPage server={server} />,
})

export const Agent = as(['records.read', 'records.work'])
export const Auditor = as(['records.read'])
