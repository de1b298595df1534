import { canonicalJson, sha256Hex } from '@madoguchi/engine'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import type { Story, StoriesOf } from '../stories/story.ts'
import { AuditPage } from './AuditPage.tsx'
import type { AuditAnchors, AuditDetail, AuditProof, AuditSource } from './audit-source.ts'

export default { title: 'Audit/AuditPage', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

const hanako = { id: 'p-1', name: '埼玉 花子', organisation: '埼玉県 自動車税事務所', roles: ['administrator'] }
const jiro = { id: 'p-2', name: '大宮 次郎', organisation: '窓口サービス', roles: ['deputy'], actingFor: '浦和 一郎' }
const system = { id: 'system', name: 'madoguchi', organisation: '', roles: [] }
const acts = [
  { who: hanako, action: 'log-in.success', subject: 'person/p-1', at: '2026-11-24T08:30:00+09:00' },
  { who: system, action: 'audit.anchor', subject: 'audit/1', at: '2026-11-24T08:31:00+09:00' },
  { who: hanako, action: 'drafts.save', subject: 'hours/business-hours', at: '2026-11-24T08:40:12+09:00', detail: { revision: 41 } },
  { who: jiro, action: 'sessions.trace', subject: 'session/019aa6c4-1b7e-7cc1-8f30-0f4be1d2a6e1', at: '2026-11-24T09:02:45+09:00' },
  { who: jiro, action: 'releases.rollBack', subject: 'release/13', reason: '年末の受付時間の案内に誤りがあったため', at: '2026-11-24T09:10:00+09:00', detail: { to: 11 } },
  { who: hanako, action: 'permission.refused', subject: 'audit.export', at: '2026-11-24T09:12:30+09:00', detail: { permission: 'audit.export' } },
]

/** A log that is really chained, by the same form as the database's. */
function chained(): AuditDetail[] {
  let previousHash = '0'.repeat(64)
  const entries = acts.map(({ who, action, subject, at, ...more }, index): AuditDetail => {
    const n = index + 1
    const reason = 'reason' in more ? more.reason : undefined
    const detail = 'detail' in more ? more.detail : undefined
    const body = canonicalJson({ who, action, subject, at: new Date(at).toISOString(), from: '192.0.2.10', ...(reason ? { reason } : {}), ...(detail ? { detail } : {}) })
    const hash = sha256Hex(`madoguchi audit 1\n${n}\n${previousHash}\n${body}`)
    const entry = { n, at, who, action, subject, from: '192.0.2.10', reason: reason ?? null, ...(detail ? { detail } : {}), body, previousHash, hash, sound: { hash: true, previous: true, next: n === acts.length ? null : true } }
    previousHash = hash
    return entry
  })
  return entries
}

const entries = chained()
const anchor = { date: '2026-11-24', madeAt: '2026-11-23T23:31:00.000Z', entries: 1, hash: entries[0]?.hash ?? '', releases: 13, releaseHash: sha256Hex('13') }
const anchors: AuditAnchors = { appendOnly: true, places: [{ path: '/srv/madoguchi/data/madoguchi-anchors.txt', count: 1, newest: [anchor], unreadable: [], fault: null }] }
const proof: AuditProof = {
  ok: true, entries: entries.length, releases: 13, anchor: { hash: anchor.hash, date: anchor.date, entries: 1, file: '/srv/madoguchi/data/madoguchi-anchors.txt' },
  said: { ja: `監査ログ ${entries.length} 件と版 13 件は、記録されたときのままです。`, en: `${entries.length} audit entries and 13 releases are as they were recorded.` },
  againstSaid: { ja: '2026-11-24 のアンカー（1 件まで）と照合します。', en: 'Held against the anchor of 2026-11-24 (up to entry 1).' },
}

const source: AuditSource = {
  list: async ({ person, text, before, limit }) =>
    entries.filter((entry) => (person === undefined || entry.who.id === person) && (text === undefined || entry.body.includes(text)) && (before === undefined || entry.n < before)).toReversed().slice(0, limit),
  get: async (n) => {
    const entry = entries[n - 1]
    if (entry === undefined) throw new Error('no such entry')
    return entry
  },
  choices: async () => ({ people: [hanako, jiro, system].map(({ id, name }) => ({ id, name })), actions: [...new Set(acts.map(({ action }) => action))].toSorted() }),
  verify: async () => proof,
  anchors: async () => anchors,
  export: async () => ({ text: '', entries: entries.length, upTo: entries.length, next: null }),
}

const cut: AuditSource = {
  ...source,
  verify: async () => ({
    ...proof, ok: false, firstBroken: { entry: 5, why: 'hash' },
    said: { ja: '監査ログの 5 番の記録が書き換えられています。データベースを止めて現状を保全し、外部に保管したアンカーとバックアップで前後を確認してください。', en: 'Audit entry 5 was altered. Stop the database, keep it as it is, and compare with the anchors kept outside and with a backup.' },
  }),
  get: async (n) => ({ ...(await source.get(n)), sound: { hash: n !== 5, previous: true, next: true } }),
  anchors: async () => ({ appendOnly: false, places: [...anchors.places, { path: '/mnt/audit/madoguchi-anchors.txt', count: 0, newest: [], unreadable: [2], fault: 'EACCES: permission denied' }] }),
}
const never: AuditSource = { ...source, list: () => new Promise(() => {}), anchors: () => new Promise(() => {}) }
const failing: AuditSource = { ...source, list: () => Promise.reject(new Error('down')), anchors: () => Promise.reject(new Error('down')), verify: () => Promise.reject(new Error('down')) }

const page = (of: AuditSource, path = '/audit') => {
  const { hook } = memoryLocation({ path })
  return (
    <Router hook={hook}>
      <Route path="/audit"><AuditPage source={of} mayExport /></Route>
      <Route path="/audit/:n"><AuditPage source={of} mayExport /></Route>
    </Router>
  )
}

export const List: Story<object> = { render: () => page(source) }
export const Empty: Story<object> = { render: () => page({ ...source, list: async () => [] }) }
export const Loading: Story<object> = { render: () => page(never) }
export const Failed: Story<object> = { render: () => page(failing) }
export const Entry: Story<object> = { render: () => page(source, '/audit/5') }
export const AlteredEntry: Story<object> = { render: () => page(cut, '/audit/5') }
export const Verified: Story<object> = {
  render: () => page(source),
  play: async ({ canvas, userEvent }) => userEvent.click(await canvas.findByRole('button', { name: /検証する|Verify/ })),
}
export const Altered: Story<object> = {
  render: () => page(cut),
  play: async ({ canvas, userEvent }) => userEvent.click(await canvas.findByRole('button', { name: /検証する|Verify/ })),
}
export const Export: Story<object> = {
  render: () => page(source),
  play: async ({ canvas, userEvent }) => userEvent.click(await canvas.findByRole('button', { name: /書き出す|Export/ })),
}
