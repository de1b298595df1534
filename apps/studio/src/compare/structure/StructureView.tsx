import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import type { Comparison } from '../comparison.ts'
import { compareWords } from '../words.ts'
import { ChangeDetail } from './ChangeDetail.tsx'
import { ChangeList } from './ChangeList.tsx'
import { FieldTable } from './FieldTable.tsx'
import { FlowPair } from './FlowPair.tsx'
import styles from './Structure.module.css'

/** What differs in meaning: every change as a sentence, and the two flows, or the fields of another document, beside it. */
export function StructureView({ comparison }: { comparison: Comparison }) {
  const t = useWords(compareWords)
  const { changes, groups } = comparison
  const [{ at, document }, choose] = useState({ at: 0, document: changes[0]?.change.document ?? '' })
  const go = (index: number) => {
    const change = changes[index]?.change
    if (change) choose({ at: index, document: change.document })
  }
  useStepKeys((step) => go(Math.min(changes.length - 1, Math.max(0, at + step))))
  const chosen = changes[at]
  const group = groups.find((candidate) => candidate.document === document)
  if (!chosen) return <p className={styles.none}>{comparison.layoutDiffers ? t('onlyLayout') : t('noDifference')}</p>
  return (
    <div className={styles.view}>
      <div className={styles.list}>
        <div className={styles.steps}>
          <Button variant="outline" size="compact-sm" leftSection={<IconArrowUp aria-hidden size={16} />} aria-keyshortcuts="Alt+ArrowUp" aria-disabled={at === 0} data-disabled={at === 0 || undefined} onClick={() => go(at - 1)}>
            {t('previous')}
          </Button>
          <span aria-live="polite">{t('position', { at: at + 1, count: changes.length })}</span>
          <Button variant="outline" size="compact-sm" leftSection={<IconArrowDown aria-hidden size={16} />} aria-keyshortcuts="Alt+ArrowDown" aria-disabled={at === changes.length - 1} data-disabled={at === changes.length - 1 || undefined} onClick={() => go(at + 1)}>
            {t('next')}
          </Button>
        </div>
        <p className={styles.hint}>{t('keys')}</p>
        <ChangeList comparison={comparison} at={at} onChoose={go} />
      </div>
      <div className={styles.stage} data-fields={!document.startsWith('call/') || undefined}>
        {document.startsWith('call/') ? (
          <FlowPair key={document} comparison={comparison} document={document} chosen={chosen.change.document === document ? chosen : undefined} onChoose={(change) => go(changes.indexOf(change))} onFlow={(to) => choose({ at: Math.max(0, changes.findIndex(({ change }) => change.document === to)), document: to })} />
        ) : (
          group && <FieldTable group={group} chosen={chosen} onChoose={(change) => go(changes.indexOf(change))} />
        )}
        {chosen.change.document === document && document.startsWith('call/') && <ChangeDetail change={chosen} />}
      </div>
      <div className={styles.onPaper}>
        {groups.map((each) => <FieldTable key={each.document} group={each} chosen={undefined} onChoose={() => {}} />)}
      </div>
    </div>
  )
}

/** Alt with an arrow: no single character, so it never stands in the way of a screen reader's own keys (WCAG 2.1.4). */
function useStepKeys(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      step(event.key === 'ArrowDown' ? 1 : -1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
