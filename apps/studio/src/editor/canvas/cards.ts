import type { CallFlow, Problem, Severity } from '@madoguchi/schemas'
import { errorExit } from '@madoguchi/sdk'
import { type Language, inLanguage } from '../../i18n/language.ts'
import { type FlowUse, exitKey } from '../../scenarios/exit-use.ts'
import { exitLabel, nodeTitle, summaryLine } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'

export interface CardExit {
  id: string
  title: string
  connected: boolean
  lit: boolean
  /** Titles of the scenarios that take it; left out while coverage is not shown. */
  scenarios?: readonly string[]
}

/** A node as the canvas draws it; made from its type, its config and the findings about it, and from nothing else. */
export interface Card {
  id: string
  title: string
  typeTitle: string
  icon: string
  summary: string
  note: string
  exits: CardExit[]
  marks: ('entry' | 'onError' | 'onHangup')[]
  skipped: boolean
  problems: { severity: Severity; text: string }[]
  lit: boolean
  current: boolean
  /** Whether arranging leaves it where it is. */
  pinned: boolean
  /** Whether tried calls are held here: the person's own, no part of the draft. */
  breakpoint: boolean
}

export interface CardFacts {
  /** Those about this node. */
  problems: readonly Problem[]
  titles: ReadonlyMap<string, string>
  language: Language
  /** Exits that the tried call has taken, by node; null for a node it entered and has not left. */
  visited: ReadonlyMap<string, ReadonlySet<string | null>>
  current: string | undefined
  /** Left out while coverage is not shown. */
  coverage?: FlowUse | undefined
  /** The nodes at which tried calls are held. */
  breakpoints?: ReadonlySet<string>
}

const unknownIcon = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01'

export function cardOf(flow: CallFlow, id: string, facts: CardFacts): Card | undefined {
  const node = flow.nodes[id]
  if (!node) return undefined
  const { language } = facts
  const type = nodeTypes.get(node.type)
  const visited = facts.visited.get(id)
  const exits = exitsOf(type, node.config, node.next).exits.map(({ id: exit, title }) => ({ id: exit, title: exitLabel(exit, inLanguage(title, language)), connected: leads(flow, node.next, exit), lit: visited?.has(exit) ?? false, ...usedBy(facts.coverage, id, exit) }))
  // The exit for faults stands on every node; it is drawn only where someone uses it.
  if (node.next?.[errorExit.id] !== undefined) exits.push({ id: errorExit.id, title: inLanguage(errorExit.title, language), connected: leads(flow, node.next, errorExit.id), lit: visited?.has(errorExit.id) ?? false, ...usedBy(facts.coverage, id, errorExit.id) })
  return {
    id,
    title: nodeTitle(node, language),
    typeTitle: inLanguage(type?.title, language) || node.type,
    icon: type?.icon ?? unknownIcon,
    summary: summaryLine(node, facts.titles, language),
    note: node.note ?? '',
    exits,
    marks: (['entry', 'onError', 'onHangup'] as const).filter((mark) => flow[mark] === id),
    skipped: node.skip !== undefined,
    problems: facts.problems.map(({ severity, message }) => ({ severity, text: inLanguage(message, language) })),
    lit: visited !== undefined,
    current: facts.current === id,
    pinned: flow.canvas?.pinned?.[id] === true,
    breakpoint: facts.breakpoints?.has(id) ?? false,
  }
}

/** An exit that does not count, since the node is skipped or the flow not reached, is not marked. */
function usedBy(coverage: FlowUse | undefined, node: string, exit: string): Pick<CardExit, 'scenarios'> {
  const scenarios = coverage?.get(exitKey(node, exit))
  return scenarios ? { scenarios } : {}
}

function leads(flow: CallFlow, next: Record<string, string> | undefined, exit: string): boolean {
  const target = next?.[exit]
  return target !== undefined && Object.hasOwn(flow.nodes, target)
}
