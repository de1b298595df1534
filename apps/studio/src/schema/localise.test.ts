import { documentSchemas } from '@madoguchi/schemas'
import { expect, test } from 'vitest'
import { nodeTypes } from '../editor/node-types.ts'
import { localise } from './localise.ts'

const menu = nodeTypes.get('voice.menu')
if (!menu) throw new Error('no menu')

test('titles and descriptions are in the language asked for, on every level', () => {
  expect(localise(menu.config, 'ja')).toMatchObject({ properties: { choices: { title: '選択肢', items: { properties: { key: { title: 'ボタン' } } } } } })
  expect(localise(menu.config, 'en')).toMatchObject({ properties: { choices: { title: 'Choices', items: { properties: { key: { title: 'Key' } } } } } })
})

test('no schema keeps the other language', () => {
  for (const schema of [...Object.values(documentSchemas), ...[...nodeTypes.values()].map(({ config }) => config)]) {
    for (const language of ['ja', 'en'] as const) expect(JSON.stringify(localise(schema, language))).not.toContain('x-en')
  }
})

test('only words change', () => {
  const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'title' || key === 'description' || key === 'x-en' ? undefined : part)))
  expect(bare(localise(menu.config, 'en'))).toEqual(bare(localise(menu.config, 'ja')))
})

test.each(['properties', 'patternProperties', '$defs'])('a name in %s may read like a keyword, and its words are translated all the same', (keyword) => {
  const named = (title: string) => ({ type: 'boolean', title })
  const names = ['required', 'default', 'const', 'enum', 'examples', 'properties', 'x-en']
  const schema = { type: 'object', [keyword]: Object.fromEntries(names.map((name) => [name, { ...named('必須'), 'x-en': { title: 'Required' } }])) }
  expect(localise(schema, 'en')).toEqual({ type: 'object', [keyword]: Object.fromEntries(names.map((name) => [name, named('Required')])) })
  expect(localise(schema, 'ja')).toEqual({ type: 'object', [keyword]: Object.fromEntries(names.map((name) => [name, named('必須')])) })
})

test('what a schema says about values stays as it is, whatever it looks like', () => {
  const value = { title: '値', 'x-en': { title: 'Value' }, properties: { a: 1 } }
  for (const keyword of ['default', 'const', 'enum', 'examples']) expect(localise({ [keyword]: value }, 'en')).toEqual({ [keyword]: value })
})
