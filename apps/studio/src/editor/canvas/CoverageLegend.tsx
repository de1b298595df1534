import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react'
import { Panel } from '@xyflow/react'
import { Link } from 'wouter'
import { useWords } from '../../i18n/words.ts'
import { useFlowCoverage } from '../../scenarios/use-flow-coverage.ts'
import { useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './FlowCanvas.module.css'

/** While coverage is shown: how much of the flow scenarios reach, and the ways out that belong to no node. */
export function CoverageLegend({ flow }: { flow: string }) {
  const t = useWords(words)
  const on = useEditor((state) => state.coverage)
  const coverage = useFlowCoverage(flow)
  if (!on) return null
  return (
    <Panel position="top-left" className={styles.coverage} data-testid="coverage">
      <strong role="status">{coverage ? t('coverageOf', { taken: coverage.taken, all: coverage.exits.length }) : t('coverageUnknown')}</strong>
      {coverage?.exits.flatMap(({ node, exit, scenarios }) => (node === undefined && (exit === 'onError' || exit === 'onHangup') ? [<FlowExit key={exit} exit={exit} count={scenarios.length} />] : []))}
      <Link href="/scenarios">{t('coverageOpen')}</Link>
    </Panel>
  )
}

function FlowExit({ exit, count }: { exit: 'onError' | 'onHangup'; count: number }) {
  const t = useWords(words)
  const Icon = count > 0 ? IconCircleCheckFilled : IconCircleDashed
  return (
    <span>
      <Icon aria-hidden size={16} />
      {t(exit)} {count > 0 ? t('coverageCount', { count }) : t('coverageNone')}
    </span>
  )
}
