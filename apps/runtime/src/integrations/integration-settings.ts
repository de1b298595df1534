import fs from 'node:fs'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { StatedError } from '../stated-error.ts'

const closed = { additionalProperties: false } as const
const text = Type.String({ minLength: 1 })

const Settings = Type.Object(
  {
    /** Hosts that flows may ask, `name` or `name:port`; all others are refused. */
    hosts: Type.Optional(Type.Array(text)),
    /** Of them, those that may have an address of the own network, and may be asked without TLS. */
    privateHosts: Type.Optional(Type.Array(text)),
    secrets: Type.Optional(Type.Record(Type.String(), Type.String())),
    smtp: Type.Optional(Type.Object({ host: text, port: Type.Integer({ minimum: 1, maximum: 65_535 }), secure: Type.Optional(Type.Boolean()), user: Type.Optional(text), password: Type.Optional(text), from: text }, closed)),
    /** An HTTP gateway that takes `{ id, to, text }` as JSON. */
    sms: Type.Optional(Type.Object({ url: text, token: Type.Optional(text) }, closed)),
    webhookSecret: Type.Optional(Type.String({ minLength: 16 })),
  },
  closed,
)
export type IntegrationSettings = Static<typeof Settings>

/**
 * What the administrator allows flows to reach, from the file that MADOGUCHI_INTEGRATIONS names; without it, nothing.
 * @throws StatedError USAGE naming the place, never a value
 */
export function readIntegrationSettings(file: string | undefined): IntegrationSettings {
  if (file === undefined || file === '') return {}
  const settings = parse(file)
  if (Value.Check(Settings, settings)) return settings
  const place = Value.Errors(Settings, settings)[0]?.instancePath || '/'
  throw new StatedError('USAGE', { ja: `MADOGUCHI_INTEGRATIONS のファイル（${file}）の ${place} が正しくありません。`, en: `The file of MADOGUCHI_INTEGRATIONS (${file}) is not valid at ${place}.` })
}

function parse(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new StatedError('USAGE', { ja: `MADOGUCHI_INTEGRATIONS のファイル（${file}）を読めません。JSON で書かれているか確かめてください。`, en: `The file of MADOGUCHI_INTEGRATIONS (${file}) cannot be read as JSON.` }, { cause })
  }
}
