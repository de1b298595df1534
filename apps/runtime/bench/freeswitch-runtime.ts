import { runSession } from '@madoguchi/engine'
import { startTelephony } from '../src/telephony/start-telephony.ts'
import { shortBundle } from '../test/freeswitch/short-bundle.ts'

/** Our telephony in a process of its own, so that only its CPU time is counted. Arguments: port, password, folders, `bare` or `whole`. */
const [port = '', password = '', promptsFolder = '', recordingsFolder = '', mode = ''] = process.argv.slice(2)
const { program } = await shortBundle({ promptSeconds: 0.3, timeoutSeconds: 10 })
const startedAtMs = Date.parse('2026-11-24T20:00:00+09:00')
let count = 0

const telephony = startTelephony({
  instances: [{ name: 'bench', host: '127.0.0.1', port: Number(port), password }],
  promptsFolder, recordingsFolder, node: `bench-${process.pid}`, bare: mode === 'bare',
  log: { info: () => {}, warn: () => {}, error: (...args: unknown[]) => void process.stderr.write(`${String(args[1])}\n`) },
  onCall: async (call) => {
    const world = call.begin({ sessionId: `bench-${count++}`, release: 1, startedAtMs })
    // What the journal and the trace cost belongs to the call; where they are stored does not.
    await runSession(program, { to: call.to, from: call.from, startedAtMs, seed: 1 }, world, { sink: { began: () => {}, ended: () => {} }, onTrace: () => {} })
  },
})
const waiting = setInterval(() => {
  if (telephony.instances()[0]?.state !== 'owner') return
  clearInterval(waiting)
  process.stdout.write('ready\n')
}, 50)
process.once('SIGTERM', () => void telephony.stop().then(() => process.exit(0)))
