import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExpressionClock, ExpressionError, compileExpression } from './expressions.ts'
import { seededRandom } from './random.ts'

const clock = (seed = 1, nowMs = Date.UTC(2026, 10, 24, 1, 2, 3)): ExpressionClock => ({ nowMs, random: seededRandom(seed) })
const evaluate = (text: string, input: Record<string, unknown> = {}, given = clock()) => compileExpression(text).evaluate(input, given)
const exceeds = (text: string, input: Record<string, unknown> = {}) => expect(evaluate(text, input), text).rejects.toMatchObject({ name: 'ExpressionError', exceeded: true })

describe('clock and chance come from the session', () => {
  it('reads the session clock, with pictures and zones', async () => {
    expect(await evaluate('$now()')).toBe('2026-11-24T01:02:03.000Z')
    expect(await evaluate('$millis()')).toBe(Date.UTC(2026, 10, 24, 1, 2, 3))
    expect(await evaluate('$now("[Y0001]-[M01]-[D01] [H01]:[m01]", "+0900")')).toBe('2026-11-24 10:02')
    expect(await evaluate('$fromMillis($millis() + 1000) = $now()')).toBe(false)
    expect(await evaluate('($f := $now; $f() & $map(["x"], function($v) { $now() }))')).toBe('2026-11-24T01:02:03.000Z2026-11-24T01:02:03.000Z')
  })

  it('reads ISO 8601 instants without the zone of the machine', async () => {
    expect(await evaluate('$toMillis("2026-11-24T10:00:00")')).toBe(Date.UTC(2026, 10, 24, 10))
    expect(await evaluate('$toMillis("2026-11-24T10:00:00+09:00")')).toBe(Date.UTC(2026, 10, 24, 1))
    expect(await evaluate('$toMillis(absent)')).toBeUndefined()
    await expect(evaluate('$toMillis("tomorrow")')).rejects.toThrow(ExpressionError)
  })

  it('draws and shuffles by the seed', async () => {
    const draw = (seed: number) => evaluate('[$random(), $random(), $shuffle([1..9])]', {}, clock(seed))
    expect(await draw(1)).toEqual(await draw(1))
    expect(await draw(1)).not.toEqual(await draw(2))
    expect(((await evaluate('$shuffle([1..9])')) as number[]).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('keeps two sessions apart that evaluate one compiled expression at the same time', async () => {
    const expression = compileExpression('$map([1..20], function($i) { name & $i & "/" & $random() & "/" & $millis() })')
    const alone = (name: string, seed: number) => expression.evaluate({ name }, clock(seed, seed * 1000))
    const expected = [await alone('a', 1), await alone('b', 2), await alone('c', 3)]
    expect(await Promise.all([alone('a', 1), alone('b', 2), alone('c', 3)])).toEqual(expected)
  })

  it('has functions of the release', async () => {
    expect(await evaluate('$spoken("x")', {}, { ...clock(), functions: { spoken: (id: string) => `<${id}>` } })).toBe('<x>')
  })
})

describe('nothing runs away', () => {
  it.each([
    '($f := function() { $f() }; $f())',
    '($f := function($n) { 1 + $f($n) }; $f(1))',
    '$sum([1..9000].[1..9000])',
    '[1..5000000]',
    '$reduce([1..60], function($a, $i) { $a & $a }, "x")',
    '($a := "x"; $b := $a & $a & $a & $a; $c := $b & $b & $b & $b; $d := $c & $c & $c & $c; $e := $d & $d & $d & $d; $f := $e & $e & $e & $e; $g := $f & $f & $f & $f; $h := $g & $g & $g & $g; $h)',
    '($d := function($s, $n) { $n = 0 ? $s : $d($s & $s, $n - 1) }; $d("x", 40))',
    '$reduce([1..40], function($a, $i) { {"l": $a, "r": $a} }, 1)',
    '$string($reduce([1..40], function($a, $i) { {"l": $a, "r": $a} }, 1))',
    '$reduce([1..40], function($a, $i) { [[$a], [$a]] }, 1)',
    '$reduce([1..40], function($a, $i) { $append($a, $a) }, [1])',
    '$fromMillis(0, "[Y,100000000]")',
    '$fromMillis(0, "[M01, *-1000 00000]")',
    '($f := $fromMillis; $f(0, "[Y,100000000]"))',
  ])('stops %s', async (text) => {
    await exceeds(text)
  })

  it('is stopped by its work, long before the clock has to', async () => {
    for (const text of ['($f := function() { $f() }; $f())', '$sum([1..9000].[1..9000])', '$map([1..9000], function($v) { $map([1..9000], function($w) { $v * $w }) })']) {
      await expect(evaluate(text), text).rejects.toThrow('too much work')
    }
  })

  it.each(['$eval("1")', '$pad("x", 100000000)', 'list{ $eval(x): 1 }', '[1,2].$pad("x", 9)', 'a[$eval("1")]', '("1") ~> $eval', 'function($a)<s+s+:s>{ $a }'])('refuses %s before it runs', (text) => {
    expect(() => compileExpression(text)).toThrow(/not available/)
  })

  it('refuses a picture for reading dates, which becomes a regular expression that can take for ever', async () => {
    await expect(evaluate('$toMillis("1111", "[Y][Y][Y][Y]")')).rejects.toThrow('without a picture')
  })

  it('matches in linear time what takes others for ever', async () => {
    const pattern = compileExpression('$contains(text, /^(a+)+$/)')
    const time = async (length: number) => {
      const began = performance.now()
      expect(await pattern.evaluate({ text: `${'a'.repeat(length)}!` }, clock())).toBe(false)
      return performance.now() - began
    }
    await time(20)
    // A backtracking engine doubles its time with each letter: 2^8 from the one to the other.
    const short = Math.min(await time(20), await time(20), await time(20))
    expect(Math.min(await time(28), await time(28))).toBeLessThan(Math.max(short * 40, 50))
  })

  it('finds a pattern that the linear engine cannot have before a call does', () => {
    expect(() => compileExpression('$contains(a, /(?=x)y/)')).toThrow(ExpressionError)
    expect(() => compileExpression(String.raw`$contains(a, /(x)\1/)`)).toThrow(ExpressionError)
  })

  it('counts work, not time: the same expression passes on the busiest machine', async () => {
    expect(await evaluate('$sum($map([1..2000], function($v) { $v * 2 }))')).toBe(4_002_000)
  })

  it('refuses a text too long to be an expression', () => {
    expect(() => compileExpression(`"${'x'.repeat(2000)}"`)).toThrow('longer than')
  })
})

describe('regular expressions', () => {
  it.each([
    ['$match("ab12c345", /([a-z]+)([0-9]+)/).match', ['ab12', 'c345']],
    ['$match("ab12", /([a-z]+)([0-9]+)/).groups', ['ab', '12']],
    ['$replace("県税 2026年", /[0-9]+/, "n")', '県税 n年'],
    ['$split("a、b、c", /、/)', ['a', 'b', 'c']],
    ['$contains("ABC", /b/i)', true],
    ['$match("😀x😀y", /[xy]/).index', [2, 5]],
    [String.raw`$contains("first\nsecond", /^second/m)`, true],
  ])('%s', async (text, value) => {
    expect(await evaluate(text)).toEqual(value)
  })
})

describe('reads and changing', () => {
  it.each<[string, string[] | undefined, boolean]>([
    ['1 + 2', [], false],
    ['amount * rate', ['amount', 'rate'], false],
    ['contact.from', ['contact'], false],
    ['lines[kind = "x"].title', ['lines'], false],
    ['lines^(>price).title', ['lines'], false],
    ['lines{ kind: title }', ['lines'], false],
    ['lines.(price * tax)', ['lines'], false],
    ['$sum(lines.price) + extra', ['lines', 'extra'], false],
    ['($x := amount; $x * 2)', ['amount'], false],
    ['$map(lines, function($l) { $l.price + rate })', ['lines', 'rate'], false],
    ['amount ~> $string()', undefined, false],
    ['{"a": amount, "b": [rate]}', ['amount', 'rate'], false],
    ['a ? b : c', ['a', 'b', 'c'], false],
    ['`full name`', ['full name'], false],
    ['*', undefined, false],
    ['**.price', undefined, false],
    ['$$.amount', undefined, false],
    ['$', undefined, false],
    ['$string()', undefined, false],
    ['$keys()', undefined, false],
    ['$string(amount)', ['amount'], false],
    ['$lookup("a")', undefined, false],
    ['$now()', [], true],
    ['amount & $millis()', ['amount'], true],
    ['$map(lines, $random)', ['lines'], true],
    ['$shuffle(lines)', ['lines'], true],
    ['$spokenHours("x")', [], false],
  ])('%s', (text, reads, changing) => {
    const expression = compileExpression(text)
    expect(expression.reads && [...expression.reads]).toEqual(reads)
    expect(expression.changing).toBe(changing)
  })

  it('tells every name that can change the value', async () => {
    const names = ['a', 'b', 'c']
    const part = fc.constantFrom(...names, '1', '"x"')
    const text = fc.oneof(
      fc.tuple(part, part).map(([x, y]) => `${x} = ${y}`),
      fc.tuple(part, part, part).map(([x, y, z]) => `${x} = 1 ? ${y} : ${z}`),
      fc.tuple(part, part).map(([x, y]) => `[${x}, ${y}][$ = ${x}]`),
      part.map((x) => `$count([${x}])`),
      fc.tuple(part, part).map(([x, y]) => `($v := ${x}; $v & ${y})`),
    )
    const value = fc.oneof(fc.constant(undefined), fc.constantFrom(1, 2, 'x'))
    await fc.assert(
      fc.asyncProperty(text, fc.record({ a: value, b: value, c: value }), fc.record({ a: value, b: value, c: value }), async (source, one, other) => {
        const { reads, evaluate: run } = compileExpression(source)
        if (!reads) return
        const agreed = { ...other, ...Object.fromEntries([...reads].map((name) => [name, one[name as 'a']])) }
        expect(await run(agreed, clock())).toEqual(await run(one, clock()))
      }),
    )
  })
})

describe('values', () => {
  it('are plain JSON all the way down', async () => {
    const value = await evaluate('{"list": lines.price, "f": $sum, "deep": {"l": function($x) { $x }}, "all": [lines, $sum]}', { lines: [{ price: 1 }, { price: 2 }] })
    expect(structuredClone(value)).toEqual({ list: [1, 2], f: undefined, deep: { l: undefined }, all: [{ price: 1 }, { price: 2 }, undefined] })
    expect(Object.keys((value as { list: object }).list)).toEqual(['0', '1'])
  })

  it('do not let the input be changed', async () => {
    const input = { contact: { from: '1' } }
    const value = (await evaluate('contact', input)) as { from: string }
    value.from = 'changed'
    expect(input.contact.from).toBe('1')
  })

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('of what nobody has set are absent: %s', async (text) => {
    expect(await evaluate(text)).toBeUndefined()
  })
})

describe('errors', () => {
  it('tell the place of what does not parse', () => {
    expect(() => compileExpression('1 +')).toThrow(ExpressionError)
    try {
      compileExpression('amount = = 2')
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ position: 10, exceeded: false })
    }
  })

  it('never tell a value, which may be what a caller entered', async () => {
    for (const text of ['$number(pin & "x")', '-pin', 'pin < 3', '$sqrt(-number)', '$power(number, 900)', '{pin: 1, pin: 2}', '$list^(pin)', '$toMillis(pin)', '[{"k": pin}, {"k": 4711}]^(k)']) {
      const failure = await evaluate(text, { pin: '90817263', number: 90_817_263 }).then(() => 'no failure', (error: unknown) => error)
      if (failure instanceof ExpressionError) expect(failure.message, text).not.toContain('90817263')
    }
    await expect(evaluate('$number(pin & "x")', { pin: '90817263' })).rejects.toThrow('cannot be read as a number')
  })

  it('are said in plain words, in both languages, with the piece that is meant', () => {
    const said = (text: string) => {
      try {
        compileExpression(text)
      } catch (error) {
        if (error instanceof ExpressionError) return { ...error.said, position: error.position }
        throw error
      }
      throw new Error(`${text} parses`)
    }
    expect(said('tax == 1')).toMatchObject({ ja: '「=」の前に値がありません。等しいかどうかは「=」1つで比べます。', position: 6 })
    expect(said('(tax')).toMatchObject({ ja: '式の終わりまでに「)」がありません。', en: '")" is missing before the end of the expression.' })
    expect(said('tax = "a')).toMatchObject({ ja: '文字列を閉じる引用符（" または \'）がありません。' })
  })

  it('leave no place of a sentence open, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab1 "\'`$.,=<>()[]{}+-*/:?&|^%@#!~\\'), maxLength: 12 }), (text) => {
        try {
          compileExpression(text)
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error
          for (const sentence of Object.values(error.said)) expect(sentence).not.toMatch(/\{(token|value|code)\}/)
          expect(error.said.ja).toMatch(/。$|）。$/)
        }
      }),
    )
  })
})
