import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentHash } from './canonical.ts'
import { compileBundle } from './compile.ts'
import { readBundle } from './bundle-reader.ts'
import { formatDocument } from './format-document.ts'
import { textsOf, toyDocuments } from './toy-bundle-for-test.ts'
import { toyNodeTypes } from './toy-nodes-for-test.ts'

const sound = new Map(textsOf(toyDocuments()))
const withFile = (path: string, text: string) => readBundle(new Map([...sound, [path, text]]))
/** The problems of one file that stands beside, or instead of, a sound bundle's. */
const problemsOf = (path: string, text: string) => withFile(path, text).problems

describe('a sound bundle', () => {
  it('is read without a problem, with defaults filled in', () => {
    const { bundle, documents, problems } = readBundle(sound)
    expect(problems).toEqual([])
    expect(bundle?.id).toBe('toy')
    expect(documents.call.get('main')?.entry).toBe('end')
  })

  it('may begin with a byte order mark and hold files that are no documents', () => {
    expect(problemsOf('call/main.json', `\uFEFF${sound.get('call/main.json')}`)).toEqual([])
    expect(withFile('audio/manifest.json', '{').problems).toEqual([])
    expect(withFile('README.md', '#').problems).toEqual([])
  })

  it('keeps its other documents when one is broken', () => {
    const { documents, problems } = withFile('queue/desk.json', '{')
    expect(problems.map(({ document }) => document)).toEqual(['queue/desk'])
    expect(documents.queue.size).toBe(0)
    expect(documents.call.size).toBe(1)
  })
})

describe('what is not JSON is told with its place', () => {
  it.each<[string, string, string]>([
    ['{\n  "kind": "call",\n  "id": }', '3行9文字目', 'line 3, column 9: a value is expected'],
    ['\uFEFF{"a": }', '1行7文字目', 'line 1, column 7'],
    ['{"a": 1,}', '1行9文字目', 'line 1, column 9: a property name'],
    ['{"a": 1 // why\n}', 'コメントは書けません', 'comments are not allowed'],
    ['{"a": "x\n"}', '', 'line 1, column 7'],
    ['{} {}', '終わりのあと', 'there is more after the end'],
    ['', '空のファイル', 'the file is empty'],
    ['\uFEFF \n', '空のファイル', 'the file is empty'],
    ['{"a": 1e999}', '数が大きすぎます', 'the number is too large'],
    ['NaN', '', 'unknown symbol'],
  ])('%j', (text, ja, en) => {
    const [problem, ...more] = problemsOf('call/main.json', text)
    expect(more).toEqual([])
    expect(problem).toMatchObject({ code: 'json-syntax', severity: 'error', document: 'call/main' })
    expect(problem?.message.ja).toContain(ja)
    expect(problem?.message.en).toContain(en)
  })

  it.each([
    ['a million brackets', '['.repeat(1e6)],
    ['a million objects', '{"a":'.repeat(1e6)],
    ['brackets behind an unclosed string', `"\n${'['.repeat(1e6)}`],
    ['brackets behind a comment that looks like a string', `/* " */ ${'['.repeat(1e6)}`],
    ['brackets behind a line comment', `// "\n${'['.repeat(1e6)}`],
  ])('%s', (_, text) => {
    expect(problemsOf('call/main.json', text)).toMatchObject([{ code: 'json-syntax', message: { en: expect.stringContaining('nested deeper than 64') } }])
  })

  it('counts no bracket inside a text', () => {
    expect(problemsOf('hours/office.json', JSON.stringify({ ...JSON.parse(sound.get('hours/office.json') ?? ''), description: '[{'.repeat(100) }))).toEqual([])
  })

  it('refuses a key that is written twice, at its pointer', () => {
    expect(problemsOf('call/main.json', '{"kind": "call",\n "nodes": {"a/b": {"x": 1, "x": 2}}}')).toMatchObject([
      { code: 'json-duplicate-key', pointer: '/nodes/a~1b/x', message: { en: expect.stringContaining('line 2') } },
    ])
  })

  it('refuses what is too large to look at', () => {
    expect(problemsOf('call/main.json', `"${'x'.repeat(5_000_001)}"`)).toMatchObject([{ code: 'document-too-large' }])
  })
})

describe('what is no document of ours', () => {
  it.each([
    ['an unknown kind', 'flow/x.json', '{"kind": "flow", "id": "x"}', 'unknown-kind'],
    ['a kind that every object has', 'x/x.json', '{"kind": "constructor", "id": "x"}', 'unknown-kind'],
    ['no kind', 'call/x.json', '{}', 'unknown-kind'],
    ['no object', 'call/x.json', '[1]', 'unknown-kind'],
    ['null', 'call/x.json', 'null', 'unknown-kind'],
    ['another place than its kind and id say', 'queue/other.json', sound.get('queue/desk.json') ?? '', 'document-place'],
  ])('%s', (_, path, text, code) => {
    expect(problemsOf(path, text).map((problem) => problem.code)).toEqual([code])
  })

  it('tells the pointer of what the schema does not allow, and the node it lies in', () => {
    const main = { ...toyDocuments()['call/main.json'], nodes: { end: { type: 1, config: {}, next: {} } } }
    expect(problemsOf('call/main.json', JSON.stringify(main))).toContainEqual(expect.objectContaining({ code: 'schema', pointer: '/nodes/end/type', node: 'end' }))
  })

  it('refuses a bundle without head, and one of a newer product', () => {
    expect(readBundle([...sound].filter(([path]) => path !== 'bundle.json')).problems).toMatchObject([{ code: 'bundle-missing' }])
    const newer = JSON.stringify({ ...toyDocuments()['bundle.json'], schemaVersion: 99 })
    expect(withFile('bundle.json', newer)).toMatchObject({ bundle: undefined, problems: [{ code: 'bundle-version', pointer: '/schemaVersion' }] })
  })

  it('never lets a key reach the prototype of anything', async () => {
    const poison = '{"kind": "call", "id": "main", "title": {"ja": "x"}, "entry": "__proto__", "__proto__": {"polluted": 1}, "nodes": {"__proto__": {"type": "toy.end", "config": {"__proto__": {}}, "next": {}}}}'
    const { problems } = await compileBundle(new Map([...sound, ['call/main.json', poison]]), { nodeTypes: toyNodeTypes })
    expect(problems.length).toBeGreaterThan(0)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

/** Changes one place of a JSON text as a slip of the hand, a bad merge or a bad disk would. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), text: fc.oneof(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'null', '1e400', '{{', '__proto__', '\0', '\u2028'), fc.string()) }),
  fc.record({ kind: fc.constant('value' as const), at: fc.nat(), value: fc.oneof(fc.jsonValue(), fc.constantFrom('toString', '__proto__', '{{', '{{ $eval("1") }}', 'no-such-id')) }),
)
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never

function mutated(text: string, change: Mutation): string {
  const at = change.at % (text.length + 1)
  if (change.kind === 'cut') return text.slice(0, at) + text.slice(at + change.length)
  if (change.kind === 'insert') return text.slice(0, at) + change.text + text.slice(at)
  const literals = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false/g)]
  const literal = literals[change.at % Math.max(1, literals.length)]
  return literal ? text.slice(0, literal.index) + JSON.stringify(change.value) + text.slice(literal.index + literal[0].length) : text
}

describe('whatever happens to the files', () => {
  it('nothing is thrown, and each problem has a document, a pointer and both languages', async () => {
    const paths = [...sound.keys()]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.array(mutation, { minLength: 1, maxLength: 3 }), async (path, changes) => {
        const text = changes.reduce(mutated, sound.get(path) ?? '')
        const { problems } = await compileBundle(new Map([...sound, [path, text]]), { nodeTypes: toyNodeTypes })
        for (const { code, document, pointer, message } of problems) {
          expect(code).not.toBe('')
          expect(document).toMatch(/^(bundle|[a-z]+\/.+)$/)
          expect(pointer).toMatch(/^(\/[^/]*)*$/)
          expect(message.ja).not.toMatch(/undefined|(?<!\{)\{[a-z]\w*(\.(ja|en))?\}(?!\})/)
          expect(message.en).toMatch(/[a-z]/)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('formatting a document changes neither what is read nor its hash', () => {
    for (const [path, text] of sound) {
      const formatted = formatDocument(JSON.parse(text))
      expect(readBundle(new Map([...sound, [path, formatted]])).problems).toEqual([])
      expect(contentHash(JSON.parse(formatted))).toBe(contentHash(JSON.parse(text)))
    }
  })
})
