import { type Documents, annotated, withDefaults } from '@madoguchi/engine'
import type { Bundle, CallFlow, FlowNode, LocalisedText } from '@madoguchi/schemas'
import { type NodeType, errorExit } from '@madoguchi/sdk'
import type { Language } from '../i18n/words.ts'
import { exitsOf } from '../editor/node-types.ts'
import { type KnownVariable, knownVariables } from './known-variables.ts'
import type { VisitedStep } from './path-store.ts'

/** Where a call stands in a bundle. */
export interface Place {
  flow: string
  node: string
}

/** What a trace, which speaks in ids, means to people who know the bundle it ran on. Everything falls back to the id. */
export class BundleNames {
  readonly #documents: Documents | undefined
  readonly #nodeTypes: ReadonlyMap<string, NodeType>
  readonly #language: Language
  readonly #milestones: NonNullable<Bundle['milestones']>
  #variables: readonly KnownVariable[] | undefined
  readonly #known = new Map<string, ReadonlySet<string>>()

  constructor(documents: Documents | undefined, nodeTypes: ReadonlyMap<string, NodeType>, language: Language, bundle?: Pick<Bundle, 'milestones'>) {
    this.#documents = documents
    this.#nodeTypes = nodeTypes
    this.#language = language
    this.#milestones = bundle?.milestones ?? {}
  }

  get documents(): Documents | undefined {
    return this.#documents
  }

  /** Those that nodes set. */
  get variables(): readonly KnownVariable[] {
    return (this.#variables ??= knownVariables(this.#documents, this.#nodeTypes))
  }

  knows({ flow, node }: Place): boolean {
    return this.#node(flow, node) !== undefined
  }

  flow(id: string): string {
    return this.#text(this.#documents?.call.get(id)?.title) ?? id
  }

  node({ flow, node }: Place): string {
    const found = this.#node(flow, node)
    return this.#text(found?.title) ?? this.#text(found && this.#nodeTypes.get(found.type)?.title) ?? node
  }

  typeOf({ flow, node }: Place): string | undefined {
    return this.#node(flow, node)?.type
  }

  /** The name of an exit as the card on the canvas has it: a menu's key with its label. */
  exit({ flow, node }: Place, exit: string): string {
    if (exit === errorExit.id) return this.#text(errorExit.title) ?? exit
    const found = this.#node(flow, node)
    const type = found && this.#nodeTypes.get(found.type)
    if (!found || !type) return exit
    const title = this.#text(exitsOf(type, withDefaults(type.config, found.config)).exits.find(({ id }) => id === exit)?.title)
    if (title === undefined) return exit
    return /^[0-9*#]$/.test(exit) ? `${exit} ${title}` : title
  }

  milestone(id: string): string {
    return this.#text(Object.hasOwn(this.#milestones, id) ? this.#milestones[id] : undefined) ?? id
  }

  table(id: string): string {
    return this.#text(this.#documents?.table.get(id)?.title) ?? id
  }

  /**
   * The number of a row, or the name of a rule, that a pointer leads to; undefined for the default row of a decision table. A key is never told:
   * it may be the number of the caller, or what was entered in secret.
   */
  tableRow(id: string, pointer: string): string | undefined {
    const [, part, index] = /^\/(data\/rows|decision\/rules)\/(\d+)$/.exec(pointer) ?? []
    if (part === undefined) return undefined
    const rule = part === 'data/rows' ? undefined : this.#documents?.table.get(id)?.decision?.rules[Number(index)]
    return rule?.id ?? `${Number(index) + 1}`
  }

  queue(id: string): string {
    return this.#text(this.#documents?.queue.get(id)?.title) ?? id
  }

  /** Whether a node says a prompt itself; what a menu speaks may have been queued by the node before it. */
  speaks({ flow, node }: Place, prompt: string): boolean {
    return this.#refs(flow, node, 'prompt').has(prompt)
  }

  /** Seconds of a prompt's audio in the language that callers hear; undefined where it has none. */
  seconds(prompt: string): number | undefined {
    for (const { prompts } of this.#documents?.prompts.values() ?? []) {
      const audio = prompts[prompt]?.audio
      if (audio) return (audio.ja ?? audio.en)?.seconds
    }
    return undefined
  }

  /** Where a call is once it has left a node: behind the exit, or at the entry of the flow that the node leads to. */
  after({ flow, node, exit }: VisitedStep): Place | undefined {
    if (exit !== null) {
      const next = this.#node(flow, node)?.next[exit]
      return next === undefined ? undefined : { flow, node: next }
    }
    const [target] = this.#refs(flow, node, 'call')
    return target === undefined ? undefined : this.entry(target)
  }

  entry(flow: string): Place | undefined {
    const document = this.#documents?.call.get(flow)
    return document && { flow, node: document.entry }
  }

  onError(flow: string): Place | undefined {
    const node = this.#documents?.call.get(flow)?.onError
    return node === undefined ? undefined : { flow, node }
  }

  #flow(id: string): CallFlow | undefined {
    return this.#documents?.call.get(id)
  }

  #node(flow: string, node: string): FlowNode | undefined {
    return this.#flow(flow)?.nodes[node]
  }

  /** The ids of one kind that a node's config refers to; which properties those are is said by the schema. */
  #refs(flow: string, node: string, kind: string): ReadonlySet<string> {
    const key = `${kind} ${flow}/${node}`
    const known = this.#known.get(key)
    if (known) return known
    const found = this.#node(flow, node)
    const type = found && this.#nodeTypes.get(found.type)
    const refs = found && type ? annotated(type.config, withDefaults(type.config, found.config)).filter(({ ref }) => ref === kind) : []
    const ids = new Set(refs.map(({ value }) => value))
    this.#known.set(key, ids)
    return ids
  }

  #text(text: LocalisedText | undefined): string | undefined {
    return text && (text[this.#language] ?? text.ja)
  }
}
