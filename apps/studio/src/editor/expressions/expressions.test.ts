import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evaluateText } from '../../check/evaluate-text.ts'
import { complete, completionsAt, offeredAt, placeAt } from './completions.ts'
import { functions } from './functions.ts'
import { asInput } from './samples.ts'
import { templateParts } from './template-parts.ts'
import { variablesInScope } from './variables-in-scope.ts'

const node = (type: string, config: object, next: Record<string, string> = {}) => ({ type, config, next })
const documents = JSON.parse(
  JSON.stringify({
    'bundle.json': { variables: { center: '自動車税コールセンター' } },
    'call/main.json': {
      kind: 'call', id: 'main', entry: 'ask',
      nodes: { ask: node('logic.set', { name: 'kind', value: '1' }, { done: 'use' }), use: node('logic.set', { name: 'later', value: 'kind' }, { done: 'end' }), end: node('logic.set', { name: 'last', value: '1' }) },
    },
    'call/other.json': { kind: 'call', id: 'other', entry: 'a', nodes: { a: node('logic.set', { name: 'far', value: '1' }) } },
  }),
)

it('names what is set before a node first, then the call, the bundle, and what only other nodes set', () => {
  const found = variablesInScope(documents, { path: 'call/main.json', node: 'use' })
  expect(found.map(({ name, from }) => `${name} ${from}`)).toEqual(['kind before', 'contact.from contact', 'contact.to contact', 'center bundle', 'far elsewhere', 'last elsewhere', 'later elsewhere'])
  expect(found[0]?.setBy).toEqual([{ path: 'call/main.json', node: 'ask' }])
})

it('completes the word before the cursor, and nothing in quotes', () => {
  const variables = variablesInScope(documents)
  const names = (text: string, all = false) => completionsAt(text, text.length, variables, all).map(({ text: name }) => name)
  expect(names('contact.f')).toEqual(['contact.from'])
  expect(names('kind = "k')).toEqual([])
  expect(names('kind = ')).toEqual([])
  expect(names('kind = ', true)).toContain('center')
  expect(names('$sub')).toEqual(['$substring', '$substringBefore', '$substringAfter'])
  expect(names('12')).toEqual([])
})

it('puts the cursor between the brackets of a function', () => {
  const [first] = completionsAt('kind = $exi and', 'kind = $exi'.length, [])
  if (!first) throw new Error('nothing to complete')
  expect(complete('kind = $exi and', 'kind = $exi'.length, first)).toEqual({ text: 'kind = $exists() and', cursor: 'kind = $exists('.length })
})

it('taking any completion anywhere changes nothing else of the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.nat(20), (text, place) => {
      const cursor = Math.min(place, text.length)
      for (const completion of completionsAt(text, cursor, variablesInScope(documents), true)) {
        const after = complete(text, cursor, completion)
        expect(after.text.startsWith(text.slice(0, completion.from))).toBe(true)
        expect(after.text.endsWith(text.slice(cursor))).toBe(true)
      }
    }),
  )
})

it('offers nothing between the expressions of a template, and counts places in the whole text', () => {
  const variables = variablesInScope(documents)
  const text = '発信元 {{ contact.f }} 様'
  expect(offeredAt(text, 3, 'template', variables, true)).toEqual([])
  const [first] = offeredAt(text, text.indexOf(' }}'), 'template', variables, false)
  if (!first) throw new Error('nothing to complete')
  expect(complete(text, text.indexOf(' }}'), first).text).toBe('発信元 {{ contact.from }} 様')
})

it('finds the expression of a template that the cursor stands in', () => {
  expect(placeAt('こんにちは {{ name }} 様', 12)).toEqual({ start: 8, expression: ' name ' })
  expect(placeAt('こんにちは {{ name }} 様', 2)).toBeUndefined()
  expect(placeAt('{{ na', 5)).toEqual({ start: 2, expression: ' na' })
})

it('every function in the list exists and may be called by a configuration', async () => {
  for (const { name } of functions) {
    if (name === '$spokenHours') continue
    expect(await evaluateText(`$type(${name})`, 'expression', {}, 0), name).toEqual({ kind: 'value', value: 'function' })
  }
})

it('tries an expression out on sample data; a failure is said in both languages', async () => {
  expect(await evaluateText('count > 2', 'expression', { count: 3 }, 0)).toEqual({ kind: 'value', value: true })
  expect(await evaluateText('count >', 'expression', { count: 3 }, 0)).toMatchObject({ kind: 'fault', said: { ja: '式が途中で終わっています。' } })
  expect(await evaluateText('{{ name }}様', 'template', { name: '山田' }, 0)).toEqual({ kind: 'text', parts: [{ text: '山田', filled: true }, { text: '様', filled: false }] })
  expect(await evaluateText('{{ name }}様', 'template', {}, 0)).toMatchObject({ kind: 'fault' })
})

it('shows each expression of a text where it stands', () => {
  const text = '本日は{{ $spokenHours("x") }}、番号は{{{"a":{"b":1}}.a.b}}です。'
  const parts = templateParts(text)
  expect(parts.map(({ expression }) => expression)).toEqual(['$spokenHours("x")', '{"a":{"b":1}}.a.b'])
  expect(parts.map(({ start, end }) => text.slice(start, end))).toEqual(['{{ $spokenHours("x") }}', '{{{"a":{"b":1}}.a.b}}'])
  expect(templateParts('{{ broken')).toEqual([])
})

it('reads sample values as what they look like, and what begins with 0 as text', () => {
  expect(asInput({ count: '3', code: '0123', flag: 'true', name: '山田', list: '[1,2]', odd: '{x', empty: '', 'contact.from': '0901' })).toEqual({ count: 3, code: '0123', flag: true, name: '山田', list: [1, 2], odd: '{x', contact: { from: '0901' } })
})
