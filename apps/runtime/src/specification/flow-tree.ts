import { annotated } from '@madoguchi/engine'
import type { CallFlow, FlowNode, LocalisedText } from '@madoguchi/schemas'
import { type Exit, type NodeType, errorExit } from '@madoguchi/sdk'
import type { TSchema } from 'typebox'

/** One line of a flow told as an indented tree. Every node stands in it once, with a number; elsewhere it is referred to. */
export type TreeLine =
  | { kind: 'start'; title: string }
  | { kind: 'node'; depth: number; node: TreeNode }
  /** Where exits lead: to the node in the next line (`here`), to one told before (`told`), or to one told further down (`later`). */
  | { kind: 'exit'; depth: number; label: string; to: { number: number; title: string }; told: 'here' | 'told' | 'later' }
  | { kind: 'open-exit'; depth: number; label: string }

export interface TreeNode {
  number: number
  id: string
  title: string
  typeTitle: string
  type: string
  /** Prompts with what they are for, in the order of the type's settings. */
  says: { role: string; prompt: string }[]
  /** Other documents that it names: kind and id. */
  uses: { kind: string; id: string }[]
  /** The rest of its settings: title and value. */
  settings: { title: string; value: string }[]
  /** The exit that is taken instead of running it. */
  skip: string | undefined
  note: string | undefined
  ends: boolean
}

/** Deeper than this a page has no room; the branch is told further down instead. */
const deepest = 9

/** A call flow as a tree from its entries. Loops and joins are referred to, nothing is told twice, and every node is in it, unreachable ones last. */
export function flowTree(flow: CallFlow, nodeTypes: ReadonlyMap<string, NodeType>): TreeLine[] {
  return new FlowTelling(flow, nodeTypes).lines()
}

class FlowTelling {
  readonly #flow: CallFlow
  readonly #types: ReadonlyMap<string, NodeType>
  readonly #numbers = new Map<string, number>()
  readonly #told = new Set<string>()
  readonly #later: string[] = []
  readonly #lines: TreeLine[] = []

  constructor(flow: CallFlow, types: ReadonlyMap<string, NodeType>) {
    this.#flow = flow
    this.#types = types
  }

  lines(): TreeLine[] {
    const { entry, onError, onHangup, nodes } = this.#flow
    this.#begin('入口', entry)
    this.#begin('異常時（出口のない異常が起きたとき）', onError)
    this.#begin('切断後（お客様が切ったあと）', onHangup)
    for (const id of Object.keys(nodes)) if (!this.#told.has(id)) this.#begin('どこからもつながっていないノード', id)
    return this.#lines
  }

  #begin(title: string, id: string | undefined): void {
    if (id === undefined || !this.#flow.nodes[id]) return
    this.#lines.push({ kind: 'start', title })
    if (this.#told.has(id)) this.#lines.push({ kind: 'exit', depth: 0, label: '', to: this.#target(id), told: 'told' })
    else this.#tell(id, 0)
    for (let later = this.#later.shift(); later !== undefined; later = this.#later.shift()) {
      if (this.#told.has(later)) continue
      this.#lines.push({ kind: 'start', title: `後掲の［${this.#number(later)}］` })
      this.#tell(later, 0)
    }
  }

  /** A node and what follows. Where there is one way on, it goes on at the same depth; branches are one deeper. */
  #tell(first: string, depth: number): void {
    for (let id: string | undefined = first; id !== undefined; ) {
      this.#told.add(id)
      const node = this.#flow.nodes[id]
      if (!node) return
      const ways = this.#ways(node)
      this.#lines.push({ kind: 'node', depth, node: this.#describe(id, node, ways.length === 0) })
      const onwards: Way | undefined = onlyWayOn(ways)
      for (const way of ways) if (way !== onwards) this.#branch(way, depth)
      if (!onwards) return
      const follows = onwards.target !== undefined && !this.#told.has(onwards.target)
      if (follows && onwards.target !== undefined) this.#lines.push({ kind: 'exit', depth, label: onwards.label, to: this.#target(onwards.target), told: 'here' })
      else this.#branch(onwards, depth)
      id = follows ? onwards.target : undefined
    }
  }

  /** A way of faults is told after the ordinary ones, which most readers look for. */
  #branch({ label, target, isFault }: Way, depth: number): void {
    if (target === undefined) return void this.#lines.push({ kind: 'open-exit', depth: depth + 1, label })
    const told = this.#told.has(target) ? 'told' : isFault || depth + 1 > deepest ? 'later' : 'here'
    this.#lines.push({ kind: 'exit', depth: depth + 1, label, to: this.#target(target), told })
    if (told === 'later') this.#later.push(target)
    else if (told === 'here') this.#tell(target, depth + 1)
  }

  /** The exits in the order of the type, those to one node together. */
  #ways(node: FlowNode): Way[] {
    const ways: Way[] = []
    for (const { id, title } of exitsOf(this.#types.get(node.type), node)) {
      const target = node.next[id]
      const label = /^[0-9*#]$/.test(id) ? `${id}　${title.ja}` : title.ja
      const same = ways.find((way) => way.target === target)
      if (same) {
        same.label += ` ／ ${label}`
        same.isFault &&= id === errorExit.id
      } else ways.push({ label, target, isFault: id === errorExit.id })
    }
    return ways
  }

  #target(id: string): { number: number; title: string } {
    const node = this.#flow.nodes[id]
    return { number: this.#number(id), title: node ? titleOf(node, this.#types) : id }
  }

  #number(id: string): number {
    const number = this.#numbers.get(id) ?? this.#numbers.size + 1
    this.#numbers.set(id, number)
    return number
  }

  #describe(id: string, node: FlowNode, ends: boolean): TreeNode {
    const type = this.#types.get(node.type)
    const references = type ? annotated(type.config, node.config).filter(({ ref }) => ref !== undefined) : []
    return {
      number: this.#number(id), id, title: titleOf(node, this.#types), type: node.type, typeTitle: type?.title.ja ?? node.type,
      says: saysOf(type, references),
      uses: references.filter(({ ref }) => ref !== 'prompt').map(({ ref = '', value }) => ({ kind: ref, id: value })),
      settings: type ? settingsOf(type.config, node, new Set(references.map(({ pointer }) => pointer)), new Set(exitsOf(type, node).map((exit) => exit.id))) : [],
      skip: node.skip, note: node.note, ends,
    }
  }
}

interface Way {
  label: string
  target: string | undefined
  isFault: boolean
}

function onlyWayOn(ways: readonly Way[]): Way | undefined {
  const ordinary = ways.filter(({ isFault }) => !isFault)
  return ordinary.length === 1 ? ordinary[0] : undefined
}

/** Exits of a node as its type declares them, `error` where it is wired, and what is wired besides. */
function exitsOf(type: NodeType | undefined, node: FlowNode): Exit[] {
  const declared = type ? declaredExits(type, node) : []
  const known = new Set(declared.map(({ id }) => id))
  const others = Object.keys(node.next).filter((id) => !known.has(id)).map((id): Exit => (id === errorExit.id ? errorExit : { id, title: { ja: id } }))
  return [...declared, ...others]
}

/** An old release may hold a config that this product's type does not understand. */
function declaredExits(type: NodeType, node: FlowNode): Exit[] {
  try {
    return type.exits(node.config)
  } catch {
    return []
  }
}

function titleOf(node: FlowNode, types: ReadonlyMap<string, NodeType>): string {
  const title: LocalisedText | undefined = node.title ?? types.get(node.type)?.title
  return title?.ja ?? node.type
}

function saysOf(type: NodeType | undefined, references: readonly { pointer: string; value: string; ref?: string }[]): TreeNode['says'] {
  const properties = Object.entries((type?.config as Named | undefined)?.properties ?? {})
  const place = (pointer: string) => properties.findIndex(([name]) => name === pointer.split('/')[1])
  return references
    .filter(({ ref }) => ref === 'prompt')
    .toSorted((a, b) => place(a.pointer) - place(b.pointer))
    .map(({ pointer, value }) => ({ role: properties[place(pointer)]?.[1].title ?? '案内', prompt: value }))
}

interface Named {
  title?: string
  oneOf?: { const?: unknown; title?: string }[]
  properties?: Record<string, Named>
}

/** The settings that are not told elsewhere: references stand by themselves, a list of choices stands as the exits. */
function settingsOf(schema: TSchema, node: FlowNode, references: ReadonlySet<string>, exits: ReadonlySet<string>): TreeNode['settings'] {
  const properties = (schema as Named).properties ?? {}
  return Object.entries(node.config).flatMap(([name, value]) => {
    const isReference = [...references].some((pointer) => pointer === `/${name}` || pointer.startsWith(`/${name}/`))
    if (isReference || value === undefined || areExits(value, exits)) return []
    return [{ title: properties[name]?.title ?? name, value: shown(value, properties[name]) }]
  })
}

function areExits(value: unknown, exits: ReadonlySet<string>): boolean {
  const isExit = (item: unknown) => typeof item === 'object' && item !== null && Object.values(item).some((part) => typeof part === 'string' && exits.has(part)) && Object.keys(item).length <= 2
  return Array.isArray(value) && value.length > 0 && value.every(isExit)
}

function shown(value: unknown, schema: Named | undefined): string {
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ'
  if (typeof value === 'string') return schema?.oneOf?.find((choice) => choice.const === value)?.title ?? value
  const text = JSON.stringify(value)
  return [...text].length > 300 ? `${[...text].slice(0, 300).join('')}…` : text
}
