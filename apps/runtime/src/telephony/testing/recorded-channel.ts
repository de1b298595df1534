import { readFileSync } from 'node:fs'
import { EslEvent, FrameParser, readEvent } from '@madoguchi/freeswitch-esl'
import type { Commands } from '../channel.ts'

const folder = new URL('../../../../freeswitch-esl/fixtures/', import.meta.url)

/** The channel events of a recorded conversation (apps/freeswitch-esl/fixtures), in order. */
export function recordedEvents(name: string): EslEvent[] {
  const file = readFileSync(new URL(`${name}.txt`, folder))
  const events: EslEvent[] = []
  for (let at = file.indexOf('\n') + 1; at < file.length; ) {
    const lineEnd = file.indexOf('\n', at)
    const [, direction, count] = /^@(recv|send) (\d+)$/.exec(file.toString('utf8', at, lineEnd)) ?? []
    const end = lineEnd + 1 + Number(count)
    if (direction === 'recv') new FrameParser({}).push(file.subarray(lineEnd + 1, end), (frame) => frame.headers.get('Content-Type') === 'text/event-plain' && events.push(readEvent(frame)))
    at = end + 1
  }
  return events
}

/** Takes commands and notes them; the application ids in the order in which they were given. */
export class NotedCommands implements Commands {
  readonly sent: string[] = []
  readonly ids: string[] = []

  api(command: string, args = ''): Promise<string> {
    this.sent.push(`api ${command} ${args}`)
    return Promise.resolve('+OK\n')
  }

  background(command: string, args = ''): Promise<string> {
    this.sent.push(`bgapi ${command} ${args}`)
    return Promise.resolve('+OK\n')
  }

  execute(_uuid: string, application: string, argument = '', options: { eventUuid?: string } = {}): Promise<unknown> {
    this.sent.push(`${application} ${argument}`.trim())
    if (options.eventUuid !== undefined) this.ids.push(options.eventUuid)
    return Promise.resolve()
  }
}

/** The same event as if FreeSWITCH had run our application: its id in place of the recorded one. */
export function withApplication(event: EslEvent, id: string, more: Record<string, string> = {}): EslEvent {
  return new EslEvent(new Map([...event.headers, ['Application-UUID', id], ...Object.entries(more)]))
}
