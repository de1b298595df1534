import type { FlowCoverage } from '@madoguchi/engine'
import { useMemo } from 'react'
import { documentTitle } from '../draft/document-title.ts'
import { useDraft } from '../draft/draft.ts'
import { useEditor } from '../editor/editor-store.ts'
import { useLanguage } from '../i18n/words.ts'
import { type FlowUse, exitKey } from './exit-use.ts'
import { useScenarioRuns } from './runs-store.ts'
import { scenarioPath } from './scenario-document.ts'

export interface ShownCoverage extends Pick<FlowCoverage, 'exits' | 'taken'> {
  use: FlowUse
}

/** The coverage of a flow while the editor shows it; undefined while it does not, or no line leads to the flow. */
export function useFlowCoverage(flow: string): ShownCoverage | undefined {
  const on = useEditor((state) => state.coverage)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const { coverage } = useScenarioRuns(on)
  return useMemo(() => {
    const found = on ? coverage.find((one) => one.flow === flow) : undefined
    if (!found) return undefined
    const title = (id: string) => documentTitle(documents[scenarioPath(id)], id, language)
    return { ...found, use: new Map(found.exits.map(({ node, exit, scenarios }) => [exitKey(node, exit), scenarios.map(title)])) }
  }, [on, coverage, flow, documents, language])
}
