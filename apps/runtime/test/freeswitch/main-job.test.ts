import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { approveRequest } from '../../src/approvals/approve-request.ts'
import { requestApproval } from '../../src/approvals/request-approval.ts'
import { loadProgram } from '../../src/cli/load-bundle.ts'
import { gate } from '../../src/releases/gate.ts'
import { type Runtime, startRuntime } from '../../src/start-runtime.ts'
import { whyNotRun } from './find-freeswitch.ts'
import { freePorts } from './free-ports.ts'
import { type FreeSwitchLab, startLab } from './free-switch-lab.ts'
import { makePerson } from '../make-person.ts'
import { placeCalls } from './sip-caller.ts'

// The whole product on a real FreeSWITCH: an administrator changes the after-hours menu and publishes, and the next SIP call hears it.
const bundleFolder = fileURLToPath(new URL('../../../../flows/saitama-auto-tax', import.meta.url))
const reason = whyNotRun()
if (reason !== undefined) console.log(`not run: the main job over SIP: ${reason}`)

describe.skipIf(reason !== undefined)('the main job over SIP', { timeout: 90_000 }, () => {
  let data: string
  let lab: FreeSwitchLab
  let runtime: Runtime

  beforeAll(async () => {
    lab = await startLab(await loadProgram(bundleFolder))
    data = await fs.mkdtemp(path.join(os.tmpdir(), 'madoguchi-main-job-'))
    const [port = 0] = await freePorts(1)
    const evening = Date.parse('2026-11-24T20:00:00+09:00') - Date.now()
    runtime = await startRuntime({ dataFolder: data, port, gate, bundleFolder, freeswitch: path.join(lab.folder, 'conf'), clock: () => new Date(Date.now() + evening) })
    await vi.waitUntil(() => runtime.context.telephony?.instances()[0]?.state === 'owner', { timeout: 20_000 })
  }, 90_000)
  afterAll(async () => {
    await runtime?.stop()
    await lab?.stop()
    if (data) await fs.rm(data, { recursive: true, force: true })
  })

  /** Calls, presses 4 in the middle of the announcement, and hangs up in the guidance that follows. Returns what the stored trace says. */
  async function callAndPress4() {
    const { context } = runtime
    await placeCalls({ port: lab.settings.trunkPort, to: '0570012229', from: '0398765432', folder: lab.folder, steps: [{ wait: 1500 }, { info: '4' }, { wait: 2000 }, 'hang-up'] })
    const [session] = await vi.waitUntil(async () => {
      await context.writer.flush()
      const found = await context.sessions.list({ limit: 1 })
      return found[0]?.endedAt ? found : undefined
    })
    const trace = await context.sessions.trace(session?.id ?? '', { limit: 100 })
    const bodies = (kind: string) => trace.filter((event) => event.kind === kind).map(({ body }) => body as Record<string, unknown>)
    return { session, heard: bodies('heard').map(({ prompt }) => prompt), pressed: bodies('pressed').map(({ keys }) => keys) }
  }

  /** The shipped scenarios still expect the guidance of old behind key 4, and would refuse the release. */
  async function removeScenariosOfOld() {
    const { context } = runtime
    const { rows } = await context.database.pool.query<{ sha256: string }>('select sha256 from audio')
    const problems = await context.gate((await context.drafts.files()).files, new Set(rows.map(({ sha256 }) => sha256)))
    const old = problems.filter(({ code }) => code === 'scenario-failed').map(({ document }) => `${document}.json`)
    expect(old).toContain('scenario/after-hours-4-certificate.json')
    for (const scenario of old) await context.drafts.remove(scenario, (await context.drafts.load(scenario)).revision, 'test')
  }

  it('a call is answered by the live release and stored with its trace', async () => {
    const { session, heard, pressed } = await callAndPress4()
    expect(session).toMatchObject({ dialledLine: '0570012229', callerNumber: '0398765432', channel: 'freeswitch', releaseNumber: 1, outcome: { kind: 'abandoned' } })
    expect({ heard, pressed }).toEqual({ heard: ['g.ah.hours', 'g.ah.4'], pressed: ['4'] })
  })

  it('after a changed menu is published the next call hears the change', async () => {
    const { context } = runtime
    const draft = await context.drafts.load('call/after-hours.json')
    const flow = JSON.parse(draft.content) as { nodes: { menu: { next: Record<string, string> } } }
    flow.nodes.menu.next['4'] = 'item-6-refund'
    await context.drafts.save({ path: draft.path, content: JSON.stringify(flow), baseRevision: draft.revision, by: 'test' })
    await removeScenariosOfOld()
    const { revision } = await context.drafts.files()
    const [author, approver] = await Promise.all([makePerson(context.people, ['supervisor']), makePerson(context.people, ['administrator'])])
    const from = { organisation: '県税務課', from: 'test' }
    const { id } = await requestApproval(context, { ...author, ...from, roles: ['supervisor'] }, { message: '4番を還付に', draftRevision: revision })
    const { release: number } = await approveRequest(context, { ...approver, ...from, roles: ['administrator'] }, { id })
    await vi.waitUntil(() => context.live.current?.number === number)
    const { session, heard } = await callAndPress4()
    expect([session?.releaseNumber, heard]).toEqual([2, ['g.ah.hours', 'g.ah.6']])
  })
})
