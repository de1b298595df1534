import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { findSipp } from './find-freeswitch.ts'

/** How the far end behaves, by the last digit of the number that is called. */
export const farEnd = { answers: '1', busy: '2', silent: '3', fails: '4', accepts: '5' } as const

/** The other side of the gateway: rings, answers, stays for 1.75 seconds (not on the edge of whole seconds) and hangs up, or refuses; one answers, presses 1 and hangs up two seconds later. */
export async function startCallee(folder: string, port: number, media: number): Promise<{ stop(): void }> {
  const scenario = path.join(folder, `callee-${port}.xml`)
  await fs.writeFile(scenario, scenarioXml())
  const child: ChildProcess = spawn(findSipp() ?? 'sipp', ['-sf', scenario, '-i', '127.0.0.1', '-p', `${port}`, '-mp', `${media}`, '-nostdin', '-timer_resol', '5'], { stdio: 'ignore', cwd: folder })
  return { stop: () => void child.kill('SIGKILL') }
}

const reply = (status: string, sdp = false, tag = true) => `  <send><![CDATA[
SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]${tag ? ';tag=[call_number]' : ''}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:callee@[local_ip]:[local_port]>
${sdp ? 'Content-Type: application/sdp\n' : ''}Content-Length: [len]

${sdp ? 'v=0\no=callee 1 1 IN IP4 [local_ip]\ns=-\nc=IN IP4 [media_ip]\nt=0 0\nm=audio [auto_media_port] RTP/AVP 0\na=rtpmap:0 PCMU/8000\n' : ''}]]></send>`

const asked = (method: string, sequence: number, body = '', type?: string) => `  <send retrans="500"><![CDATA[
${method} [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From[$ours]
To[$theirs]
[last_Call-ID:]
CSeq: ${sequence} ${method}
Max-Forwards: 70
${type === undefined ? '' : `Content-Type: ${type}\n`}Content-Length: [len]

${body}]]></send>`

function scenarioXml(): string {
  const matches = (digit: string, name: string) => `<ereg regexp="INVITE sip:[0-9]*${digit}@" search_in="msg" check_it="false" assign_to="${name}"/>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="callee">
  <recv request="INVITE" rrs="true"><action><ereg regexp=":.*" search_in="hdr" header="From" assign_to="theirs"/><ereg regexp=":.*" search_in="hdr" header="To" assign_to="to"/><assignstr assign_to="ours" value="[$to];tag=[call_number]"/>${matches(farEnd.busy, 'busy')}${matches(farEnd.silent, 'silent')}${matches(farEnd.fails, 'fails')}${matches(farEnd.accepts, 'accepts')}</action></recv>
  <nop next="2" test="busy"/>
  <nop next="3" test="silent"/>
  <nop next="4" test="fails"/>
  <nop next="5" test="accepts"/>
${reply('180 Ringing')}
  <pause milliseconds="200"/>
${reply('200 OK', true)}
  <recv request="ACK"/>
  <pause milliseconds="1750"/>
${asked('BYE', 2)}
  <recv response="200"/>
  <nop next="9"/>
  <label id="2"/>
${reply('486 Busy Here')}
  <recv request="ACK"/>
  <nop next="9"/>
  <label id="3"/>
${reply('180 Ringing')}
  <recv request="CANCEL"/>
${reply('200 OK', false, false)}
${reply('487 Request Terminated')}
  <recv request="ACK"/>
  <nop next="9"/>
  <label id="4"/>
${reply('503 Service Unavailable')}
  <recv request="ACK"/>
  <nop next="9"/>
  <label id="5"/>
${reply('180 Ringing')}
  <pause milliseconds="200"/>
${reply('200 OK', true)}
  <recv request="ACK"/>
  <pause milliseconds="800"/>
${asked('INFO', 2, 'Signal=1\nDuration=100\n', 'application/dtmf-relay')}
  <recv response="200"/>
  <pause milliseconds="2000"/>
${asked('BYE', 3)}
  <recv response="200"/>
  <label id="9"/>
</scenario>
`
}
