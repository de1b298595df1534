import type { BothLanguages, Problem } from '@madoguchi/schemas'
import { type Node, type ParseError, createScanner, parseTree, printParseErrorCode } from 'jsonc-parser'
import { escapePointer } from './json-pointer.ts'
import { problem } from './problems.ts'

/** No document of ours is nested nearly as deep; a parser that recurses must not be handed a million brackets. */
const depthLimit = 64
/** As many characters as a document may have bytes where folders are read. */
const sizeLimit = 5_000_000

/** What is wrong, in words of people who do not read JSON every day. */
const syntaxWords: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  InvalidSymbol: ['知らない記号や語です', 'unknown symbol or word'],
  InvalidNumberFormat: ['数の書き方が違います', 'not the form of a number'],
  PropertyNameExpected: ['項目名（"…"）が必要です', 'a property name ("…") is expected'],
  ValueExpected: ['値が必要です', 'a value is expected'],
  ColonExpected: ['「:」が必要です', '":" is expected'],
  CommaExpected: ['「,」が必要です', '"," is expected'],
  CloseBraceExpected: ['「}」が必要です', '"}" is expected'],
  CloseBracketExpected: ['「]」が必要です', '"]" is expected'],
  EndOfFileExpected: ['終わりのあとに余分な文字があります', 'there is more after the end'],
  InvalidCommentToken: ['コメントは書けません', 'comments are not allowed'],
  UnexpectedEndOfComment: ['コメントは書けません', 'comments are not allowed'],
  UnexpectedEndOfString: ['文字列が「"」で閉じられていません', 'a string is not closed with a quotation mark'],
  UnexpectedEndOfNumber: ['数が途中で終わっています', 'a number ends too early'],
  InvalidUnicode: ['\\u のあとには16進数4桁が必要です', '\\u needs four hexadecimal digits'],
  InvalidEscapeCharacter: ['「\\」のあとの文字が使えません', 'unknown escape after a backslash'],
  InvalidCharacter: ['文字列の中に改行などの制御文字があります', 'a control character inside a string'],
}

/** Parses one JSON text with the place of every fault. @returns undefined when it could not be read; the reasons are added to `problems`. */
export function parseJson(name: string, text: string, problems: Problem[]): unknown {
  const place = { document: name, pointer: '' }
  if (text.length > sizeLimit) {
    problems.push(problem('document-too-large', place, { megabytes: Math.ceil(text.length / 1e5) / 10, limit: sizeLimit / 1e6 }))
    return undefined
  }
  const json = text.replace(/^\uFEFF/, '')
  const syntax = (offset: number, [ja, en]: readonly [ja: string, en: string]) => problems.push(problem('json-syntax', place, { ...position(json, offset), detail: { ja, en } }))
  if (json.trim() === '') return void syntax(0, ['空のファイルです', 'the file is empty'])
  const deep = tooDeepAt(json)
  if (deep !== undefined) return void syntax(deep, [`${depthLimit}段より深い入れ子です`, `nested deeper than ${depthLimit}`])
  const { tree, fault } = parsed(json)
  if (!tree) return void syntax(fault.offset, fault.words)
  return new ValueReader(name, json, problems).read(tree)
}

/** Parses one value that somebody typed into a field. @returns the value, or what is wrong with the text and where (line and column from 1) */
export function readJsonValue(text: string): { value: unknown } | { fault: BothLanguages; line: number; column: number } {
  const problems: Problem[] = []
  const deep = tooDeepAt(text)
  const { tree, fault } = deep === undefined ? parsed(text) : { tree: undefined, fault: { offset: deep, words: [`${depthLimit}段より深い入れ子です`, `nested deeper than ${depthLimit}`] as const } }
  if (!tree) return { fault: { ja: fault.words[0], en: fault.words[1] }, ...position(text, fault.offset) }
  const value = new ValueReader('', text, problems).read(tree)
  const [first] = problems
  return first ? { fault: first.message, line: 1, column: 1 } : { value }
}

interface SyntaxFault {
  offset: number
  words: readonly [ja: string, en: string]
}

function parsed(json: string): { tree: Node; fault?: undefined } | { tree?: undefined; fault: SyntaxFault } {
  const errors: ParseError[] = []
  const tree = parseTree(json, errors, { disallowComments: true, allowTrailingComma: false })
  const first = errors[0]
  if (!first && tree) return { tree }
  return { fault: { offset: first?.offset ?? 0, words: (first && syntaxWords[printParseErrorCode(first.error)]) ?? ['読めない書き方です', 'not readable'] } }
}

/** Kinds of tokens of jsonc-parser, whose enum cannot be read from a single module. */
const opens = new Set<number>([1, 3])
const closes = new Set<number>([2, 4])
const endOfFile = 17

/** Counts brackets as the parser will meet them, so that what looks like a string or a comment hides none. */
function tooDeepAt(json: string): number | undefined {
  const scanner = createScanner(json, true)
  let depth = 0
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    if (opens.has(token)) depth++
    else if (closes.has(token)) depth--
    if (depth > depthLimit) return scanner.getTokenOffset()
  }
  return undefined
}

/** Makes values of the tree. A key that is written twice has no value that all readers would agree on. */
class ValueReader {
  readonly #name: string
  readonly #json: string
  readonly #problems: Problem[]
  #sound = true

  constructor(name: string, json: string, problems: Problem[]) {
    this.#name = name
    this.#json = json
    this.#problems = problems
  }

  read(tree: Node): unknown {
    const value = this.#value(tree, '')
    return this.#sound ? value : undefined
  }

  #value(node: Node, pointer: string): unknown {
    if (node.type === 'array') return (node.children ?? []).map((child, index) => this.#value(child, `${pointer}/${index}`))
    if (node.type === 'object') return this.#object(node, pointer)
    if (node.type === 'number' && !Number.isFinite(node.value)) this.#refuse(problem('json-syntax', { document: this.#name, pointer }, { ...position(this.#json, node.offset), detail: { ja: '数が大きすぎます', en: 'the number is too large' } }))
    return node.value
  }

  #object(node: Node, pointer: string): unknown {
    const entries = new Map<string, unknown>()
    for (const property of node.children ?? []) {
      const [keyNode, valueNode] = property.children ?? []
      if (!keyNode || !valueNode) continue
      const key = String(keyNode.value)
      const at = `${pointer}/${escapePointer(key)}`
      if (entries.has(key)) this.#refuse(problem('json-duplicate-key', { document: this.#name, pointer: at }, { key, line: position(this.#json, keyNode.offset).line }))
      entries.set(key, this.#value(valueNode, at))
    }
    return Object.fromEntries(entries)
  }

  #refuse(finding: Problem): void {
    this.#sound = false
    this.#problems.push(finding)
  }
}

function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
