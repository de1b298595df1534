import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EslEvent, connect } from '@madoguchi/freeswitch-esl'
import { whyNotRun } from '../test/freeswitch/find-freeswitch.ts'
import { type FreeSwitchLab, startLab } from '../test/freeswitch/free-switch-lab.ts'
import { type TestBundle, shortBundle } from '../test/freeswitch/short-bundle.ts'
import { placeCalls } from '../test/freeswitch/sip-caller.ts'
import { type BenchResult, type Figure, median } from './bench.ts'

export const name = 'freeswitch'

const callsPerSecond = 25
const loadSeconds = 10
/** Each way is measured in several turns, forth and back, so that what else the machine does falls on all alike. */
const turns: readonly (readonly Mode[])[] = [['native', 'script', 'bare', 'whole'], ['whole', 'bare', 'script', 'native']]
/** Latency is looked at with few calls, since watching costs events; and with FreeSWITCH's finest timer, since stamps else step by 20 ms. */
const watched = { calls: 40, rate: 8 }
const numbers = { native: '0990000001', script: '0990000002', bare: '0480000000', whole: '0570012229' } as const
type Mode = keyof typeof numbers

/**
 * Bench c: the same call (answer, announcement and menu, one key, two guidances, hang-up) done by FreeSWITCH's own dialplan, by a bare
 * script on the event socket, and by us without and with call state and watchdog; all in one run on one FreeSWITCH, so that only ratios count.
 */
export async function run(): Promise<BenchResult> {
  const reason = whyNotRun()
  if (reason !== undefined) {
    console.log(`not run: ${name}: ${reason}`)
    return { name, figures: [] }
  }
  const bundle = await shortBundle({ promptSeconds: 0.3, timeoutSeconds: 10 })
  const lab = await startLab(bundle, { prepare: (folder) => prepare(folder, bundle), settings: { sessionsPerSecond: 500 } })
  try {
    const measured: [Mode, Measured][] = []
    for (const [turn, modes] of turns.entries()) for (const mode of modes) measured.push([mode, await measure(mode, lab, bundle, turn === 0)])
    return { name, figures: figuresOf(measured) }
  } finally {
    await lab.stop()
  }
}

interface Measured {
  failed: number
  /** CPU seconds in 1000 calls. */
  freeSwitch: number
  node: number
  /** Medians in milliseconds. */
  answerToPrompt: number
  keyToPrompt: number
}

function figuresOf(measured: readonly [Mode, Measured][]): Figure[] {
  const of = (mode: Mode): Measured => {
    const own = measured.flatMap(([of, turn]) => (of === mode ? [turn] : []))
    const mean = (figure: keyof Measured) => own.reduce((sum, turn) => sum + turn[figure], 0) / own.length
    // Latency is watched in the first turn only.
    const [first] = own
    return { failed: mean('failed') * own.length, freeSwitch: mean('freeSwitch'), node: mean('node'), answerToPrompt: first?.answerToPrompt ?? Number.NaN, keyToPrompt: first?.keyToPrompt ?? Number.NaN }
  }
  const [native, script, bare, whole] = [of('native'), of('script'), of('bare'), of('whole')]
  const seconds = 'CPU s/1000 calls'
  return [
    { label: 'FreeSWITCH CPU, without state and watchdog, over native', value: bare.freeSwitch / native.freeSwitch, unit: '×', goal: 1.25 },
    { label: 'FreeSWITCH CPU, with state and watchdog, over native', value: whole.freeSwitch / native.freeSwitch, unit: '×', goal: 1.4 },
    { label: 'Node CPU over a bare script', value: whole.node / script.node, unit: '×', goal: 2 },
    { label: 'answer to first prompt, over native, p50', value: whole.answerToPrompt - native.answerToPrompt, unit: 'ms', goal: 5 },
    { label: 'key to next prompt, p50', value: whole.keyToPrompt, unit: 'ms', goal: 25 },
    { label: 'calls that failed, of all', value: native.failed + script.failed + bare.failed + whole.failed, unit: 'calls', goal: 0 },
    { label: 'FreeSWITCH CPU native', value: native.freeSwitch, unit: seconds },
    { label: 'FreeSWITCH CPU bare script', value: script.freeSwitch, unit: seconds },
    { label: 'FreeSWITCH CPU ours without state and watchdog', value: bare.freeSwitch, unit: seconds },
    { label: 'FreeSWITCH CPU ours', value: whole.freeSwitch, unit: seconds },
    { label: 'Node CPU bare script', value: script.node, unit: seconds },
    { label: 'Node CPU ours without state and watchdog', value: bare.node, unit: seconds },
    { label: 'Node CPU ours', value: whole.node, unit: seconds },
    { label: 'native key to next prompt, p50', value: native.keyToPrompt, unit: 'ms' },
  ]
}

async function measure(mode: Mode, lab: FreeSwitchLab, bundle: TestBundle, watching: boolean): Promise<Measured> {
  const controller = await startController(mode, lab, bundle)
  const place = (calls: number, rate: number) => placeCalls({ port: lab.settings.trunkPort, folder: lab.folder, to: numbers[mode], steps: [{ wait: 1500 }, { info: '1' }], calls, rate, limitSeconds: 15 })
  try {
    // A runtime has been running for long when calls come; the first few hundred only warm the compiler.
    await place(150, 2 * callsPerSecond)
    const { answerToPrompt, keyToPrompt } = watching ? await latency(lab, place) : { answerToPrompt: Number.NaN, keyToPrompt: Number.NaN }
    const before = await cpuSeconds([lab.pid, controller?.pid])
    const calls = (callsPerSecond * loadSeconds) / turns.length
    const { failed } = await place(calls, callsPerSecond)
    const after = await cpuSeconds([lab.pid, controller?.pid])
    const perThousand = (index: number) => (((after[index] ?? 0) - (before[index] ?? 0)) / calls) * 1000
    return { failed, freeSwitch: perThousand(0), node: perThousand(1), answerToPrompt, keyToPrompt }
  } finally {
    await endController(controller)
  }
}

async function latency(lab: FreeSwitchLab, place: (calls: number, rate: number) => Promise<unknown>): Promise<Pick<Measured, 'answerToPrompt' | 'keyToPrompt'>> {
  const stamps = await watch(lab)
  await place(watched.calls, watched.rate)
  return stamps.stop()
}

async function startController(mode: Mode, lab: FreeSwitchLab, bundle: TestBundle): Promise<ChildProcess | undefined> {
  if (mode === 'native') return undefined
  const script = new URL(mode === 'script' ? 'freeswitch-bare.ts' : 'freeswitch-runtime.ts', import.meta.url).pathname
  const { menu, item, goodbye } = sounds(lab.promptsFolder, bundle)
  const args = mode === 'script' ? [menu, item, goodbye] : [lab.promptsFolder, lab.recordingsFolder, mode]
  const child = spawn(process.execPath, ['--import', 'tsx', script, `${lab.settings.eventSocketPort}`, lab.password, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`the ${mode} controller ended with ${code}`)))
  })
  await sleep(1000)
  return child
}

async function endController(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await ended
}

function sounds(folder: string, { audioOf }: TestBundle): { menu: string; item: string; goodbye: string } {
  const file = (prompt: string) => `${folder}/${audioOf(prompt)}.wav`
  return { menu: `file_string://${['g.ah.hours', 'g.ah.web', 'g.ah.menu'].map(file).join('!')}`, item: file('g.ah.1'), goodbye: file('g.ah.end') }
}

/** The native dialplan and lines that are parked without a watchdog, in front of the generated ones. */
async function prepare(folder: string, bundle: TestBundle): Promise<void> {
  const { menu, item, goodbye } = sounds(path.join(path.dirname(folder), 'prompts'), bundle)
  const action = (application: string, data = '') => `<action application="${application}" data="${data}"/>`
  const native = [action('answer'), action('play_and_get_digits', `1 1 1 10000 none ${menu} silence_stream://20 answer . 10000`), action('playback', item), action('playback', goodbye), action('hangup')]
  const extension = (number: string, actions: string[]) => `<extension name="bench-${number}"><condition field="destination_number" expression="^${number}$">${actions.join('')}</condition></extension>`
  const extensions = [extension(numbers.native, native), extension(numbers.script, [action('park')]), extension(numbers.bare, [action('park')])]
  const dialplan = path.join(folder, 'dialplan/public.xml')
  await fs.writeFile(dialplan, (await fs.readFile(dialplan, 'utf8')).replace('<context name="public">', `<context name="public">${extensions.join('')}`))
  const switchConf = path.join(folder, 'configuration/switch.conf.xml')
  await fs.writeFile(switchConf, (await fs.readFile(switchConf, 'utf8')).replace('<settings>', '<settings><param name="1ms-timer" value="true"/>'))
}

/** Gathers FreeSWITCH's own stamps of answer, key and the beginnings of speech. */
async function watch({ settings, password }: FreeSwitchLab): Promise<{ stop(): Promise<{ answerToPrompt: number; keyToPrompt: number }> }> {
  // A connection of its own, so that nothing is subscribed any more when it is gone.
  const esl = await connect({ port: settings.eventSocketPort, password })
  const stamps = new Map<string, Map<string, number>>()
  const note = (event: EslEvent) => {
    const of = stamps.get(event.uuid ?? '') ?? new Map<string, number>()
    stamps.set(event.uuid ?? '', of)
    // The first speech after the answer and the first after the key are different ones.
    const key = event.name === 'PLAYBACK_START' && of.has('DTMF') ? 'NEXT' : event.name
    if (!of.has(key)) of.set(key, Number(event.get('Event-Date-Timestamp')) / 1000)
  }
  const names = ['CHANNEL_ANSWER', 'PLAYBACK_START', 'DTMF']
  for (const eventName of names) esl.on(eventName, note)
  await esl.event('plain', names)
  const between = (from: string, to: string) => median([...stamps.values()].flatMap((of) => (of.has(from) && of.has(to) ? [(of.get(to) ?? 0) - (of.get(from) ?? 0)] : [])))
  return {
    stop: async () => {
      await esl.stop()
      return { answerToPrompt: between('CHANNEL_ANSWER', 'PLAYBACK_START'), keyToPrompt: between('DTMF', 'NEXT') }
    },
  }
}

/** User and system time of processes so far, from the kernel's own account (Linux). */
async function cpuSeconds(pids: readonly (number | undefined)[]): Promise<number[]> {
  return Promise.all(pids.map(async (pid) => {
    if (pid === undefined) return 0
    const fields = (await fs.readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  }))
}
