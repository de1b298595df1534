import { callerOf } from './caller.ts'
import type { ChannelFacts } from './channel.ts'

/** A channel in `show channels as json`. */
export interface ListedChannel {
  uuid: string
  /** The extension it is in: a dialled line while it was never answered by a runtime, `resume-…` or `fallback-…` after that. */
  destination: string
  context: string
  direction: string
}

interface Api {
  api(command: string, args?: string): Promise<string>
}

/** The channels of an instance. The list lags behind by up to a second: what is too new for it comes as an event. */
export async function listChannels(connection: Api): Promise<ListedChannel[]> {
  const rows = members(parse(await connection.api('show', 'channels as json')))['rows']
  return (Array.isArray(rows) ? rows : []).map((row: unknown) => {
    const { uuid, dest, context, direction } = members(row)
    return { uuid: text(uuid), destination: text(dest), context: text(context), direction: text(direction) }
  })
}

/** What a channel is doing; `undefined` when it is no more. */
export async function lookAt(connection: Api, uuid: string): Promise<ChannelFacts | undefined> {
  let dump: Record<string, unknown>
  try {
    dump = members(parse(await connection.api('uuid_dump', `${uuid} json`)))
  } catch {
    return undefined
  }
  const variables = (name: string) => (`variable_${name}` in dump ? text(dump[`variable_${name}`]) : undefined)
  return {
    variables,
    destination: text(dump['Caller-Destination-Number']),
    application: variables('current_application') ?? '',
    argument: variables('current_application_data') ?? '',
    caller: callerOf((header) => text(dump[header])),
  }
}

function parse(output: string): unknown {
  return JSON.parse(output)
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
