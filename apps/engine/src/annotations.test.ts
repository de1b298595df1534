import Type from 'typebox'
import { describe, expect, it } from 'vitest'
import { annotated, marked } from './annotations.ts'

const schema = Type.Object({
  seconds: Type.Integer({ 'x-caller-answers': true }),
  texts: Type.Array(Type.Object({ ja: Type.String({ 'x-template': true, 'x-audience': 'citizen' }), prompt: Type.Optional(Type.String({ 'x-ref': 'prompt' })) })),
  number: Type.Union([Type.Null(), Type.String({ 'x-number': 'shown' })]),
  named: Type.Record(Type.String(), Type.String({ format: 'jsonata' })),
})
const value = { seconds: 5, texts: [{ ja: 'い' }, { ja: 'ろ', prompt: 'p' }], number: '048', named: { 'a/b': '1 + 1' } }

describe('what schemas mark', () => {
  it('is found at any depth, with what the mark says, whatever the type of the value', () => {
    expect(marked(schema, value, 'x-caller-answers')).toEqual([{ pointer: '/seconds', value: 5, mark: true }])
    expect(marked(schema, value, 'x-audience', '/config')).toEqual([{ pointer: '/config/texts/0/ja', value: 'い', mark: 'citizen' }, { pointer: '/config/texts/1/ja', value: 'ろ', mark: 'citizen' }])
    expect(marked(schema, value, 'x-number')).toEqual([{ pointer: '/number', value: '048', mark: 'shown' }])
    expect(marked(schema, { ...value, number: null }, 'x-number')).toEqual([])
  })

  it('are expressions, templates and references in the order of the document', () => {
    expect(annotated(schema, value).map(({ pointer, ref, expression, template }) => [pointer, ref, expression, template])).toEqual([
      ['/texts/0/ja', undefined, false, true], ['/texts/1/ja', undefined, false, true], ['/texts/1/prompt', 'prompt', false, false], ['/named/a~1b', undefined, true, false],
    ])
  })
})
