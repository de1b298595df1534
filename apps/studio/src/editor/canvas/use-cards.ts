import type { CallFlow, Problem } from '@madoguchi/schemas'
import { useMemo, useState } from 'react'
import { useDraft } from '../../draft/draft.ts'
import { sameJson } from '../../draft/json.ts'
import { useLanguage } from '../../i18n/words.ts'
import type { FlowUse } from '../../scenarios/exit-use.ts'
import { useBreakpointsOf } from '../../telephone/breakpoint-store.ts'
import { usePath } from '../../telephone/path-store.ts'
import { referenceTitles } from '../names.ts'
import { type Card, cardOf } from './cards.ts'

/** The cards of a flow. One that says the same is the same object, so that an edit of one node does not draw the others anew. */
export function useCards(flow: CallFlow, problems: readonly Problem[], coverage: FlowUse | undefined): readonly Card[] {
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const titles = useMemo(() => referenceTitles(documents, language), [documents, language])
  const byNode = useMemo(() => groupedByNode(problems), [problems])
  const { visited: steps, current } = usePath()
  const breakpoints = useBreakpointsOf(flow.id)
  const [kept] = useState(() => new Map<string, Card>())
  return useMemo(() => {
    const visited = new Map<string, Set<string | null>>()
    for (const { flow: id, node, exit } of steps) if (id === flow.id) visited.set(node, (visited.get(node) ?? new Set()).add(exit))
    const facts = { titles, language, visited, current: current?.flow === flow.id ? current.node : undefined, coverage, breakpoints }
    return Object.keys(flow.nodes).flatMap((id) => {
      const card = cardOf(flow, id, { ...facts, problems: byNode.get(id) ?? [] })
      if (!card) return []
      const before = kept.get(id)
      const now = before && sameJson(before, card) ? before : card
      kept.set(id, now)
      return [now]
    })
  }, [flow, byNode, titles, language, steps, current, coverage, breakpoints, kept])
}

function groupedByNode(problems: readonly Problem[]): ReadonlyMap<string, Problem[]> {
  const byNode = new Map<string, Problem[]>()
  for (const problem of problems) {
    if (problem.node === undefined) continue
    const same = byNode.get(problem.node)
    if (same) same.push(problem)
    else byNode.set(problem.node, [problem])
  }
  return byNode
}
