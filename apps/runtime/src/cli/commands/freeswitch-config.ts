import { type ConfigurationSettings, type Gateway, defaultSettings } from '../../telephony/configuration/settings.ts'
import { writeConfiguration } from '../../telephony/configuration/write-configuration.ts'
import { readArguments, usageError } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { inline, printLine } from '../output.ts'

const usage = 'freeswitch-config [BUNDLE] --out DIR [--ip IP] [--trunk-port N] [--agents-port N] [--ws-port N] [--event-socket-port N] [--rtp-ports A-B] [--trunk-peer CIDR]… [--gateway NAME=HOST[:PORT]]… [--directory-url URL]'

const options = {
  out: { type: 'string' },
  proxy: { type: 'boolean' },
  ip: { type: 'string' },
  'trunk-port': { type: 'string' },
  'agents-port': { type: 'string' },
  'ws-port': { type: 'string' },
  'event-socket-port': { type: 'string' },
  'rtp-ports': { type: 'string' },
  'trunk-peer': { type: 'string', multiple: true },
  gateway: { type: 'string', multiple: true },
  'directory-url': { type: 'string' },
} as const

/** `madoguchi freeswitch-config [BUNDLE] --out DIR`: the static configuration of one FreeSWITCH, with the fallback of the release in it. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 0, max: 1 }, options)
  if (values.out === undefined) throw usageError(usage, '--out DIR')
  if (values.proxy) throw usageError(usage, '--proxy は、この版ではまだ使えません / --proxy is not available in this version')
  const settings = readSettings(values)
  const { loadProgram } = await import('../load-bundle.ts')
  const { program, files } = await loadProgram(operands[0] ?? (await liveRelease()))
  const written = await writeConfiguration({ program, audio: files.audio, settings, outFolder: values.out, startMs: Date.now() })
  printLine(inline({ ja: `${values.out} に ${written.files.length} 個のファイルを書きました`, en: `wrote ${written.files.length} files to ${values.out}` }))
  printLine(inline({ ja: `番号: ${written.numbers.join('、')}`, en: `numbers: ${written.numbers.join(', ')}` }))
  const until = new Intl.DateTimeFormat('sv-SE', { timeZone: program.timeZone }).format(written.untilMs)
  printLine(inline({ ja: `非常時の案内は ${until} までの受付時間を知っています。このフォルダーにつないだ窓口が、版の公開のたびと毎日、書き直します（instance.json の configurationFolder）。`, en: `the fallback knows the hours up to ${until}; a runtime that is connected to this folder writes it anew after each release and every day (configurationFolder in instance.json)` }))
  if (settings.gateways.length === 0) printLine(inline({ ja: 'ゲートウェイがないため、非常時は切替先へつながず案内だけを流します。', en: 'without a gateway the fallback cannot lead on to the failover number; it only speaks' }))
  for (const prompt of written.withoutAudio) printLine(inline({ ja: `音声がない案内: ${prompt}`, en: `guidance without audio: ${prompt}` }))
  return written.withoutAudio.length === 0 ? 0 : 1
}

async function liveRelease(): Promise<string> {
  const { withInstallation } = await import('../installation.ts')
  const number = await withInstallation(async ({ releases }) => (await releases.liveRelease())?.number)
  if (number === undefined) throw usageError(usage, '公開中の版がありません / no release is live')
  return `release:${number}`
}

type Values = ReturnType<typeof readArguments<typeof options>>['values']

function readSettings(values: Values): ConfigurationSettings {
  return {
    ...defaultSettings,
    ip: address(values.ip ?? defaultSettings.ip),
    trunkPort: port(values['trunk-port'], defaultSettings.trunkPort),
    agentsPort: port(values['agents-port'], defaultSettings.agentsPort),
    webSocketPort: port(values['ws-port'], defaultSettings.webSocketPort),
    eventSocketPort: port(values['event-socket-port'], defaultSettings.eventSocketPort),
    rtpPorts: rtpPorts(values['rtp-ports']),
    trunkPeers: values['trunk-peer']?.map(network) ?? defaultSettings.trunkPeers,
    gateways: values.gateway?.map(gateway) ?? [],
    directoryUrl: url(values['directory-url'] ?? defaultSettings.directoryUrl),
  }
}

function port(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw usageError(usage, `port: ${text}`)
  return number
}

function address(text: string): string {
  if (!/^[0-9a-fA-F.:]{2,45}$/.test(text)) throw usageError(usage, `IP: ${text}`)
  return text
}

function network(text: string): string {
  if (!/^[0-9a-fA-F.:]{2,45}\/\d{1,3}$/.test(text)) throw usageError(usage, `CIDR: ${text}`)
  return text
}

function rtpPorts(text: string | undefined): { from: number; to: number } {
  if (text === undefined) return defaultSettings.rtpPorts
  const [from, to] = text.split('-')
  const ports = { from: port(from, 0), to: port(to ?? '', 0) }
  if (ports.from >= ports.to) throw usageError(usage, `--rtp-ports: ${text}`)
  return ports
}

function gateway(text: string): Gateway {
  const [, name, host, number] = /^([A-Za-z][A-Za-z0-9_-]{0,39})=([A-Za-z0-9.-]{1,253})(?::(\d+))?$/.exec(text) ?? []
  if (name === undefined || host === undefined) throw usageError(usage, `--gateway: ${text}`)
  return { name, host, port: port(number, 5060) }
}

function url(text: string): string {
  if (!/^https?:\/\/[^\s$]+$/.test(text)) throw usageError(usage, `--directory-url: ${text}`)
  return text
}
