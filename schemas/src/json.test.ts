import { readFileSync, readdirSync } from 'node:fs'
import * as Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { committedSchemas, emittedSchemas } from '../../scripts/emit-schemas.ts'
import { documentKinds } from './documents.ts'

const committed = committedSchemas()
const schemaOf = (file: string): Record<string, unknown> => JSON.parse(committed.get(file) ?? 'null') as Record<string, unknown>
const flows = new URL('../../flows/', import.meta.url)

describe('schemas/json', () => {
  it('is what `npm run emit` would write now', async () => {
    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(await emittedSchemas()))
  })

  it('has one schema for each kind of document, each with an id of its own', () => {
    expect([...committed.keys()]).toEqual(expect.arrayContaining(documentKinds.map((kind) => `${kind}.schema.json`)))
    const ids = [...committed.keys()].map((file) => schemaOf(file).$id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('holds nothing of the drafts before 2020-12', () => {
    for (const [file, text] of committed) expect(`${file} ${/"additionalItems"|"items": \[|"definitions"/.exec(text)?.[0]}`).toBe(`${file} undefined`)
  })
})

describe('the shipped bundles', () => {
  const documents = readdirSync(flows, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).flatMap((name) => {
    const [, kind] = /^(?:templates\/[^/]+|(?!templates\/)[^/]+)\/([a-z-]+)\/[^/]+\.json$/.exec(name) ?? []
    return kind !== undefined && documentKinds.some((known) => known === kind) ? [{ name, kind }] : []
  })
  it.each(documents)('$name is valid by the published schema of its kind', ({ name, kind }) => {
    const document: unknown = JSON.parse(readFileSync(new URL(name, flows), 'utf8'))
    expect(Schema.Errors(schemaOf(`${kind}.schema.json`), document)[1]).toEqual([])
  })
})

describe('the schema of call flows', () => {
  const flow = (type: string, config: object) => ({ kind: 'call', id: 'x', title: { ja: '試験' }, entry: 'a', nodes: { a: { type, config, next: {} } } })
  const accepts = (document: object) => Schema.Check(schemaOf('call.schema.json'), document)

  it('knows the config of each node type', () => {
    expect(accepts(flow('voice.wait', { seconds: 2 }))).toBe(true)
    expect(accepts(flow('voice.wait', { seconds: 'two' }))).toBe(false)
    expect(accepts(flow('voice.wait', { seconds: 2, minutes: 1 }))).toBe(false)
    expect(accepts(flow('voice.play', { seconds: 2 }))).toBe(false)
  })

  it('lets the node types of other plugins pass', () => {
    expect(accepts(flow('weather.forecast', { anything: true }))).toBe(true)
  })
})
