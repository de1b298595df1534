import { readManifest, toTypeBox } from '@madoguchi/sdk'
import { describeLentPlugin } from '@madoguchi/sdk/testing'
import type { LentPlugin } from '@madoguchi/sdk'
import { describe, expect, it } from 'vitest'
import Value from 'typebox/value'

// A third party's package is plain JavaScript; its types are checked in its own folder.
const { plugin } = (await import(new URL('../../../../examples/plugin-payment-places/src/index.js', import.meta.url).href)) as { plugin: LentPlugin }
const node = { prompt: 'places.ask', kinds: ['bank'], most: 2, attempts: 2, timeoutSeconds: 10 }

describeLentPlugin(plugin, { 'payment-places.tell': [{ name: 'twice', config: node }, { name: 'once, with a variable', config: { ...node, attempts: 1, variable: 'nearestPlace' } }] })

describe('the manifest of a plugin', () => {
  const described = JSON.parse(JSON.stringify(plugin)) as Record<string, unknown>
  const refusedFor = (change: object) => {
    const read = readManifest({ ...described, ...change })
    return 'refused' in read ? read.refused.en : undefined
  }
  it('is read as it is', () => expect(refusedFor({})).toBeUndefined())
  it.each([
    ['a node type of another name', { id: 'other' }, 'must begin with'],
    ['a service that is not declared', { services: {} }, 'not declared'],
    ['a sample that breaks its own schema', { services: { nearest: { title: { ja: 'x', en: 'x' }, timeoutSeconds: 3, output: { type: 'object', required: ['places'] }, samples: [{}] } } }, 'sample'],
    ['no title', { title: undefined }, 'title'],
    ['more than we know', { evil: 1 }, 'not valid'],
    ['what is too large', { title: { ja: 'あ'.repeat(300_000), en: 'x' } }, 'too large'],
  ])('refuses %s', (_, change, why) => expect(refusedFor(change)).toContain(why))
  it('has a config whose defaults are filled in like those of built-in nodes', () => {
    const schema = toTypeBox(plugin.nodeTypes[0]?.config)
    expect(Value.Default(schema, { prompt: 'x' })).toEqual({ prompt: 'x', kinds: ['tax-office', 'bank', 'convenience'], most: 2, attempts: 2, timeoutSeconds: 10 })
    expect(Value.Check(schema, { prompt: 'x' })).toBe(false)
  })
})
