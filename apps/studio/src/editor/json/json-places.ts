import { type Node, type ParseError, findNodeAtLocation, parseTree } from 'jsonc-parser'
import { segments } from '../../schema/form-validator.ts'

/** Characters of a text, from the first to the one after the last. */
export interface TextRange {
  start: number
  end: number
}

/** Finds places of a JSON text by pointer; it is read once. */
export class JsonPlaces {
  readonly #root: Node | undefined
  readonly #errors: ParseError[] = []

  constructor(text: string) {
    this.#root = parseTree(text, this.#errors, { allowTrailingComma: false, disallowComments: true })
  }

  /** Where the text stops being JSON; undefined where it is JSON. */
  get fault(): TextRange | undefined {
    const [first] = this.#errors
    return first && { start: first.offset, end: first.offset + Math.max(1, first.length) }
  }

  /** What a pointer names: a plain value itself, of a group its name. What is not there is shown at the innermost part that is. */
  rangeOf(pointer: string): TextRange {
    const keys = segments(pointer)
    for (let length = keys.length; length > 0; length--) {
      const found = this.#root && this.#at(keys.slice(0, length))
      if (found) return toRange(found)
    }
    return { start: 0, end: 1 }
  }

  #at(keys: readonly string[]): Node | undefined {
    let node = this.#root
    for (const key of keys) node = node && findNodeAtLocation(node, [node.type === 'array' ? Number(key) : key])
    return node
  }
}

function toRange(node: Node): TextRange {
  const name = node.parent?.type === 'property' && (node.type === 'object' || node.type === 'array') ? node.parent.children?.[0] : undefined
  const { offset, length } = name ?? node
  // Of a group without a name (an item of a list) the bracket says enough.
  return { start: offset, end: offset + (name || (node.type !== 'object' && node.type !== 'array') ? length : 1) }
}
