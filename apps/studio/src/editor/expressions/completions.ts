import type { BothLanguages } from '@madoguchi/schemas'
import type { TextKind } from '../../check/evaluate-text.ts'
import { functions } from './functions.ts'
import type { Variable } from './variables-in-scope.ts'

/** What can stand where the cursor is. */
export interface Completion {
  /** What is inserted, instead of the letters from `from` to the cursor. */
  text: string
  from: number
  kind: 'variable' | 'function' | 'word'
  /** How it goes on, e.g. the arguments of a function. */
  signature?: BothLanguages
  variable?: Variable
  does?: BothLanguages
}

const words: readonly { text: string; does: BothLanguages }[] = [
  { text: 'and', does: { ja: '両方が成り立つとき', en: 'both hold' } },
  { text: 'or', does: { ja: 'どちらかが成り立つとき', en: 'one of them holds' } },
  { text: 'in', does: { ja: '並びのどれかと等しいとき', en: 'it is one of a list' } },
  { text: 'true', does: { ja: 'はい', en: 'yes' } },
  { text: 'false', does: { ja: 'いいえ', en: 'no' } },
  { text: 'null', does: { ja: '値なし', en: 'no value' } },
]

/**
 * What begins with the letters before the cursor.
 * @param all also with no letters there: somebody has asked for the list
 * @returns nothing inside a text in quotes, where letters are no code
 */
export function completionsAt(text: string, cursor: number, variables: readonly Variable[], all = false): Completion[] {
  const before = text.slice(0, cursor)
  if (insideQuotes(before)) return []
  const typed = /\$?[\p{L}\p{N}_.]*$/u.exec(before)?.[0] ?? ''
  if ((typed === '' && !all) || /^[0-9.]/.test(typed)) return []
  const from = cursor - typed.length
  const begins = (name: string) => name.toLowerCase().startsWith(typed.toLowerCase()) && name !== typed
  return [
    ...variables.filter(({ name }) => begins(name)).map((variable): Completion => ({ text: variable.name, from, kind: 'variable', variable })),
    ...functions.filter(({ name }) => begins(name)).map(({ name, signature, does }): Completion => ({ text: name, from, kind: 'function', signature, does })),
    ...(typed === '' ? [] : words.filter(({ text: word }) => begins(word)).map(({ text: word, does }): Completion => ({ text: word, from, kind: 'word', does }))),
  ]
}

/** What is offered at the cursor: anywhere in an expression, inside `{{ }}` of a template; `from` counts in the whole text. */
export function offeredAt(text: string, cursor: number, kind: TextKind, variables: readonly Variable[], all: boolean): Completion[] {
  const { start, expression } = (kind === 'expression' ? { start: 0, expression: text } : placeAt(text, cursor)) ?? {}
  if (start === undefined || expression === undefined) return []
  return completionsAt(expression, cursor - start, variables, all)
    .slice(0, most)
    .map((completion) => ({ ...completion, from: completion.from + start }))
}

/** More than this is a list to read, not to choose from. */
const most = 40

function insideQuotes(before: string): boolean {
  let open = ''
  for (let at = 0; at < before.length; at++) {
    const letter = before[at] ?? ''
    if (open !== '' && letter === '\\') at++
    else if (open === '' && (letter === '"' || letter === "'")) open = letter
    else if (letter === open) open = ''
  }
  return open !== ''
}

/** The expression of a template in which the cursor stands: where it begins and what is in it. */
export function placeAt(text: string, cursor: number): { start: number; expression: string } | undefined {
  const open = text.lastIndexOf('{{', cursor - 1)
  if (open < 0 || cursor < open + 2) return undefined
  const close = text.indexOf('}}', open + 2)
  const end = close < 0 ? text.length : close
  return cursor > end ? undefined : { start: open + 2, expression: text.slice(open + 2, end) }
}

/** A text with a completion taken, and where the cursor then stands: between the brackets of a function. */
export function complete(text: string, cursor: number, { text: inserted, from, kind }: Completion): { text: string; cursor: number } {
  const after = text.slice(cursor)
  const call = kind === 'function' && !after.startsWith('(')
  const added = call ? `${inserted}()` : inserted
  return { text: text.slice(0, from) + added + after, cursor: from + inserted.length + (call ? 1 : 0) }
}
