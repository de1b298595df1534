import type { Program } from './program.ts'

/**
 * What somebody who tries a call puts into its variables before a node runs. It is a part of how the session is begun, so a session that is
 * taken back, resumed or made again from a scenario comes to the same place with the same values, and its trace is the identical one.
 */
export interface VariableChange {
  /** `flow/node`, as scenarios write it. */
  readonly node: string
  /** The how-manieth time the session comes to the node, from 1. */
  readonly visit: number
  readonly variables: Readonly<Record<string, unknown>>
}

/** Why a change means nothing in a program. */
export type ChangeFault = { why: 'node'; node: string } | { why: 'variable'; name: string }

/** The first change that cannot be made: its node is in no flow, or the variable belongs to the bundle or to the contact. */
export function changeFault(program: Program, changes: readonly VariableChange[]): ChangeFault | undefined {
  for (const { node: place, variables } of changes) {
    const [flow = '', node = ''] = splitPlace(place)
    if (!Object.hasOwn(program.documents.call.get(flow)?.nodes ?? {}, node)) return { why: 'node', node: place }
    const name = Object.keys(variables).find((each) => isFixed(each, program.variables))
    if (name !== undefined) return { why: 'variable', name }
  }
  return undefined
}

/** Whether a variable is none of the session's own: neither a flow nor a person sets it. */
export function isFixed(name: string, fixed: Readonly<Record<string, unknown>>): boolean {
  return name === 'contact' || name === '__proto__' || Object.hasOwn(fixed, name)
}

function splitPlace(place: string): string[] {
  const slash = place.indexOf('/')
  return slash < 0 ? [place] : [place.slice(0, slash), place.slice(slash + 1)]
}

/** Counts how often a session comes to each node, and knows what is to be changed there. */
export class ChangePlan {
  readonly #changes: readonly VariableChange[]
  readonly #visits = new Map<string, number>()

  constructor(changes: readonly VariableChange[] = []) {
    this.#changes = changes
  }

  /** Told of every node that is entered. @returns its visit, and the values that it finds changed, in order */
  enter(flow: string, node: string): { visit: number; due: readonly (readonly [name: string, value: unknown])[] } {
    const place = `${flow}/${node}`
    const visit = (this.#visits.get(place) ?? 0) + 1
    this.#visits.set(place, visit)
    const due = this.#changes.filter((change) => change.node === place && change.visit === visit)
    return { visit, due: due.flatMap(({ variables }) => Object.entries(variables)) }
  }
}
