import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { findSipp } from './find-freeswitch.ts'
import { freePorts, freeToolMedia } from './free-ports.ts'

/** What a caller does after the answer, in order. */
export type CallerStep =
  | { wait: number }
  /** A key by RFC 2833 in the media stream. */
  | { press: string }
  /** Keys by SIP INFO, one after the other. */
  | { info: string }
  /** One key by SIP INFO, again and again, each when the one before was taken. */
  | { infoKey: string; times: number }
  /** Speaks from here on for so many milliseconds: noise, which is nobody's voice. A caller who does not speak sends nothing at all. */
  | { speak: number }
  | 'hang-up'

export interface SipCallOptions {
  port: number
  to: string
  steps: readonly CallerStep[]
  folder: string
  from?: string
  /** How many such calls, and how many a second. */
  calls?: number
  rate?: number
  limitSeconds?: number
}

export interface SipCallResult {
  /** Calls that went as the scenario says. */
  succeeded: number
  failed: number
  /** Who ended it: our side (`callee` sent BYE) or the caller. Of a single call. */
  endedBy: 'caller' | 'callee' | undefined
  /** Milliseconds from INVITE to 200 OK, and from 200 OK to the end, of a single call. */
  answerMs: number | undefined
  messages: string
}

const keyFolder = '/usr/share/sip-tester'

/** Places calls with sipp and resolves when they are over. */
export async function placeCalls(options: SipCallOptions): Promise<SipCallResult> {
  const sipp = findSipp()
  if (sipp === undefined) throw new Error('no sipp')
  const [port = 0] = await freePorts(1)
  const media = await freeToolMedia()
  const name = `call-${port}`
  const scenario = path.join(options.folder, `${name}.xml`)
  await fs.writeFile(scenario, scenarioXml(options))
  const calls = options.calls ?? 1
  // Loud µ-law noise, always the same.
  await fs.writeFile(path.join(options.folder, 'noise.ulaw'), Uint8Array.from({ length: 8000 }, (_, i) => (i * 7919) % 251))
  const messages = path.join(options.folder, `${name}.log`)
  const args = [
    `127.0.0.1:${options.port}`, '-sf', scenario, '-s', options.to, '-i', '127.0.0.1', '-p', `${port}`, '-mp', `${media}`,
    '-m', `${calls}`, '-r', `${options.rate ?? 1}`, '-l', `${Math.max(1, calls)}`, '-nostdin', '-timer_resol', '5', '-max_recv_loops', '100', '-recv_timeout', `${(options.limitSeconds ?? 60) * 1000}`, '-timeout', `${(options.limitSeconds ?? 60) + 20}`,
    ...(calls === 1 ? ['-trace_msg', '-message_file', messages] : ['-trace_stat', '-stf', `${messages}.csv`, '-fd', '1']),
  ]
  const { code, complaint } = await runSipp(sipp, args, options.folder)
  // Without a single message the tool itself could not begin, and says why.
  const text = calls === 1 ? await fs.readFile(messages, 'utf8').catch(() => complaint) : ''
  const succeeded = calls === 1 ? (code === 0 ? 1 : 0) : await successes(`${messages}.csv`)
  return { succeeded, failed: calls - succeeded, endedBy: whoEnded(text), answerMs: answerMs(text), messages: text }
}

function runSipp(sipp: string, args: string[], folder: string): Promise<{ code: number; complaint: string }> {
  return new Promise((resolve) => {
    const child = spawn(sipp, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder })
    let complaint = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2000)))
    child.once('exit', (code) => resolve({ code: code ?? -1, complaint }))
  })
}

/** From the statistics of the tool, whose last line counts all calls. */
async function successes(file: string): Promise<number> {
  const lines = (await fs.readFile(file, 'utf8')).trim().split('\n').map((line) => line.split(';'))
  const column = lines[0]?.indexOf('SuccessfulCall(C)') ?? -1
  return Number(lines.at(-1)?.[column] ?? 0)
}

function whoEnded(messages: string): 'caller' | 'callee' | undefined {
  const bye = messages.split(/-{20,} /).find((message) => /\n\nBYE sip:/.test(message))
  if (bye === undefined) return undefined
  return /message received/.test(bye) ? 'callee' : 'caller'
}

function answerMs(messages: string): number | undefined {
  const parts = messages.split(/-{20,} /)
  const time = (pattern: RegExp) => {
    const stamp = /^(\d{4}-\d\d-\d\d)[ \t]+(\d\d:\d\d:\d\d\.\d+)/.exec(parts.find((part) => pattern.test(part)) ?? '')
    return stamp ? Date.parse(`${stamp[1]}T${stamp[2]?.slice(0, 12)}Z`) : undefined
  }
  const asked = time(/message sent[\s\S]*\n\nINVITE sip:/)
  const answered = time(/message received[\s\S]*SIP\/2\.0 200 [\s\S]*CSeq: 1 INVITE/)
  return asked === undefined || answered === undefined ? undefined : answered - asked
}

function scenarioXml({ steps, from = '0311112222' }: SipCallOptions): string {
  const hangsUp = steps.includes('hang-up')
  return `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
  <send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:${from}@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:${from}@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=caller 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [auto_media_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=ptime:20
]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rrs="true"/>
${request('ACK', 1, from)}
${steps.filter((step) => step !== 'hang-up').map((step, index) => stepXml(step, index, from)).join('\n')}
${hangsUp ? `${request('BYE', 999_999, from)}\n  <recv response="200"/>` : `  <recv request="BYE"/>\n  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>`}
</scenario>
`
}

function stepXml(step: Exclude<CallerStep, 'hang-up'>, index: number, from: string): string {
  if ('wait' in step) return `  <pause milliseconds="${step.wait}"/>`
  if ('speak' in step) return `  <nop><action><exec rtp_stream="noise.ulaw,-1,0"/></action></nop>\n  <pause milliseconds="${step.speak}"/>\n  <nop><action><exec rtp_stream="pause"/></action></nop>`
  if ('press' in step) {
    const file = step.press === '*' ? 'star' : step.press === '#' ? 'pound' : step.press
    return `  <nop><action><exec play_pcap_audio="${keyFolder}/dtmf_2833_${file}.pcap"/></action></nop>\n  <pause milliseconds="250"/>`
  }
  if ('infoKey' in step) return repeated(step.infoKey, step.times, index, from)
  const keys = [...step.info]
  return keys.map((key, place) => `${request('INFO', 2 + index * 1000 + place, from, `Signal=${key}\nDuration=100\n`, 'application/dtmf-relay')}\n  <recv response="200"/>`).join('\n')
}

/** A loop of sipp: a scenario with a message for each key would be too long for it. */
function repeated(key: string, times: number, index: number, from: string): string {
  return `  <label id="${index + 1}"/>
${request('INFO', '[cseq]', from, `Signal=${key}\nDuration=100\n`, 'application/dtmf-relay')}
  <recv response="200"><action><add assign_to="count" value="1"/><test assign_to="more" variable="count" compare="less_than" value="${times}"/></action></recv>
  <nop next="${index + 1}" test="more"/>`
}

function request(method: string, sequence: number | string, from: string, body = '', type?: string): string {
  return `  <send${method === 'ACK' ? '' : ' retrans="500"'}><![CDATA[
${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:${from}@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${sequence} ${method}
Contact: <sip:${from}@[local_ip]:[local_port]>
Max-Forwards: 70
${type === undefined ? '' : `Content-Type: ${type}\n`}Content-Length: [len]

${body}]]></send>`
}
