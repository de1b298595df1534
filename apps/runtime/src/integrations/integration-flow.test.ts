import { fileURLToPath } from 'node:url'
import { type Program, checkBundle, compileBundle, compileFallback, simulate } from '@madoguchi/engine'
import { beforeAll, expect, it } from 'vitest'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { nodeTypes, pluginNames } from '../node-types.ts'

// The reference bundle, whose calls first ask another system, send an SMS, leave a record and end; as ever only where that system is away.
let compiled: Awaited<ReturnType<typeof compileBundle>>
const at = '2026-11-24T20:00:00+09:00'
const nowMs = Date.parse(at)

beforeAll(async () => {
  const { bundle } = await readBundleFolder(fileURLToPath(new URL('../../../../flows/saitama-auto-tax/', import.meta.url)))
  const flow = JSON.parse(bundle.files.get('call/main.json') ?? '')
  const head = JSON.parse(bundle.files.get('bundle.json') ?? '')
  const first = flow.entry
  Object.assign(flow.nodes, {
    ask: { type: 'integrations.http-request', config: { url: 'https://api.example.jp/cases', reads: [{ variable: 'amount', expression: 'answer.amount' }], sample: '{"amount":39500}' }, next: { ok: 'sms', rejected: 'hang-up', error: first } },
    sms: { type: 'integrations.send-sms', config: { text: '税額は {{amount}} 円です。' }, next: { accepted: 'task', 'no-gateway': 'task', 'not-mobile': 'task', error: 'task' } },
    task: { type: 'integrations.create-record', config: { title: '確認', fields: [{ name: '税額', value: '{{amount}}' }] }, next: { done: 'hang-up' } },
  })
  flow.entry = 'ask'
  head.plugins.push('@madoguchi/plugin-integrations')
  const files = new Map(bundle.files).set('call/main.json', JSON.stringify(flow)).set('bundle.json', JSON.stringify(head))
  compiled = await compileBundle(files, { nodeTypes, plugins: pluginNames, audio: { has: (sha256) => bundle.audio.has(sha256) } })
})

function program(): Program {
  if (!compiled.program) throw new Error(JSON.stringify(compiled.problems))
  return compiled.program
}

const call = async (...faults: string[]) => {
  const { steps, trace } = await simulate(program(), { to: '0570012229', from: '09012345678', at, faults })
  return { exits: steps.slice(0, 3).map(({ node, exit }) => `${node}=${exit}`), told: trace.filter((event) => event.kind === 'outside') }
}

it('a simulated call tells what would be sent, and sends nothing', async () => {
  const { exits, told } = await call()
  expect(exits).toEqual(['ask=ok', 'sms=accepted', 'task=done'])
  expect(told).toMatchObject([
    { what: 'http', target: 'GET https://api.example.jp/cases', result: '200' },
    { what: 'sms', target: '09012345678', value: '税額は 39500 円です。', result: 'accepted' },
    { what: 'task', target: '09012345678', value: '確認 / 39500', result: 'created' },
  ])
})

it('each service fails as it is told to', async () => {
  expect((await call('http=rejected')).exits[0]).toBe('ask=rejected')
  expect((await call('http=error')).exits[0]).toBe('ask=error')
  expect((await call('http=timeout')).exits[0]).toBe('ask=error')
  expect((await call('messages=no-gateway')).exits[1]).toBe('sms=no-gateway')
  expect((await call('messages=error')).exits[1]).toBe('sms=error')
  // Nothing leads on from that fault: the safe default does.
  expect((await call('records=error')).exits[2]).toMatch(/^task=/)
})

it('the check walks every answer, and shows no call that simulate cannot replay', { timeout: 60_000 }, async () => {
  const { problems } = await checkBundle(compiled, { nodeTypes, nowMs })
  expect(problems.filter(({ code, node }) => code.startsWith('unreachable') && ['ask', 'sms', 'task'].includes(node ?? ''))).toEqual([])
  for (const { witness } of problems) {
    if (!witness) continue
    const { steps } = await simulate(program(), witness)
    expect(steps.slice(0, witness.steps.length).map(({ flow, node }) => `${flow}/${node}`)).toEqual(witness.steps)
  }
})

it('the fallback goes on as if no service answered', async () => {
  const { say } = await compileFallback(program(), '0570012229', nowMs)
  expect(say.length).toBeGreaterThan(0)
})
