import { describe, expect, it } from 'vitest'
import { ExpressionError } from './expressions.ts'
import { compileTemplate, isConstantGiven, renderTemplate } from './templates.ts'

const render = (text: string, input: Record<string, unknown> = {}) => renderTemplate(compileTemplate(text), (expression) => expression.evaluate(input, { nowMs: 0, random: () => 0 }))

describe('templates', () => {
  it.each([
    ['', ''],
    ['固定の文', '固定の文'],
    ['{{a}}', 'A'],
    ['前{{ a }}中{{b}}後', '前A中2後'],
    ['{{ {"x": {"y": a}}.x.y }}です', 'Aです'],
    ['{{ "}}" & a }}', '}}A'],
    ['{{ open }}', 'true'],
    ['} } {a} }}', '} } {a} }}'],
  ])('%s', async (text, rendered) => {
    expect(await render(text, { a: 'A', b: 2, open: true })).toBe(rendered)
  })

  it.each(['{{ missing }}', '{{ nothing }}', '{{ list }}', '{{ {"a": 1} }}'])('never leave a gap in what is heard: %s', async (text) => {
    await expect(render(text, { nothing: null, list: [1, 2] })).rejects.toThrow('no value that can be spoken')
  })

  it.each([
    ['ab{{ x', 2],
    ['ab{{ 1 + }}', 2],
    ['ok {{ a }} bad {{ b = = c }}', 20],
    ['{{}}', 2],
  ])('tell where %s is wrong', (text, position) => {
    try {
      compileTemplate(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError)
      expect((error as ExpressionError).position).toBeGreaterThanOrEqual(position)
      expect((error as ExpressionError).position).toBeLessThanOrEqual(text.length)
    }
  })

  it('are constant exactly when all they read is known and nothing changes by itself', () => {
    const known = new Set(['a'])
    const constant = (text: string) => isConstantGiven(compileTemplate(text), known)
    expect(constant('text')).toBe(true)
    expect(constant('{{a}} {{1 + 1}}')).toBe(true)
    expect(constant('{{a}} {{b}}')).toBe(false)
    expect(constant('{{$now()}}')).toBe(false)
    expect(constant('{{*}}')).toBe(false)
  })
})
