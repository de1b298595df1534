import { IconAlertTriangle, IconArrowRight, IconChevronDown, IconChevronRight, IconExternalLink, IconNote, IconSitemap, IconSticker2, IconStack2 } from '@tabler/icons-react'
import { memo } from 'react'
import { documentTitle } from '../../draft/document-title.ts'
import { useDraft } from '../../draft/draft.ts'
import { sameJson } from '../../draft/json.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { NodeIcon } from '../canvas/NodeCard.tsx'
import { flowPath } from '../commands/index.ts'
import { words as editorWords } from '../words.ts'
import styles from './Outline.module.css'
import type { OutlineRow } from './outline-rows.ts'
import { words } from './words.ts'

interface RowProps {
  row: OutlineRow
  active: boolean
  selected: boolean
}

/** One row. Its name is what stands on it; a row that says the same is not drawn anew. */
export const OutlineRowView = memo(
  function OutlineRowView({ row, active, selected }: RowProps) {
    const Chevron = row.expanded ? IconChevronDown : IconChevronRight
    return (
      <div
        role="treeitem" data-row={row.key} data-kind={row.kind} data-open={row.open > 0 || undefined} tabIndex={active ? 0 : -1} className={styles.row} style={{ paddingInlineStart: `${4 + (row.level - 1) * 14}px` }}
        aria-level={row.level} aria-posinset={row.position} aria-setsize={row.size} aria-expanded={row.expanded} aria-selected={selected} aria-describedby={active && row.problems > 0 ? 'outline-problems' : undefined}
      >
        <span className={styles.expander} data-expander={row.expanded === undefined ? undefined : true} aria-hidden>
          {row.expanded !== undefined && <Chevron size={18} />}
        </span>
        <RowIcon row={row} />
        <RowText row={row} />
        <RowMarks row={row} />
      </div>
    )
  },
  (before, now) => before.active === now.active && before.selected === now.selected && sameJson({ ...before.row }, { ...now.row }),
)

function RowIcon({ row: { kind, icon } }: { row: OutlineRow }) {
  if (kind === 'node') return <NodeIcon path={icon ?? ''} size={18} />
  const Icon = { flow: IconSitemap, group: IconStack2, note: IconSticker2, exit: IconArrowRight, call: IconExternalLink }[kind]
  return <Icon aria-hidden size={16} className={styles.icon} />
}

function RowText({ row }: { row: OutlineRow }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => (row.kind === 'call' ? state.documents : undefined))
  switch (row.kind) {
    case 'exit':
      return (
        <span className={styles.text}>
          <span className="visually-hidden">{t('exit')} </span>
          {row.text} <span className={styles.target}>{row.open > 0 ? t('open') : t('leadsTo', { target: row.detail || t('nowhere') })}</span>
        </span>
      )
    case 'call':
      return <span className={styles.text}>{t('callTo', { title: documentTitle(documents?.[flowPath(row.text)], flowPath(row.text), language) })}</span>
    case 'group':
    case 'flow':
    case 'note':
      return (
        <span className={styles.text}>
          <span className="visually-hidden">{t(row.kind)} </span>
          <strong>{row.text || t('emptyNote')}</strong>
        </span>
      )
    case 'node':
      return (
        <span className={styles.text}>
          <strong>{row.text}</strong>
          {row.detail && <span className={styles.kind}> {row.detail}</span>}
        </span>
      )
  }
}

function RowMarks({ row }: { row: OutlineRow }) {
  const t = useWords(words)
  const e = useWords(editorWords)
  if (row.marks.length === 0 && row.problems === 0 && (row.kind === 'exit' || row.open === 0)) return null
  const said = row.marks.filter((mark) => mark !== 'noted')
  return (
    <span className={styles.marks}>
      {said.map((mark) => (
        <span key={mark} className={styles.mark}> {e(mark === 'pinned' ? 'pinned' : mark)}</span>
      ))}
      {row.marks.includes('noted') && (
        <span className={styles.noted}>
          <IconNote aria-hidden size={16} />
          <span className="visually-hidden"> {t('noted')}</span>
        </span>
      )}
      {row.problems > 0 && (
        <span className={styles.bad}>
          <IconAlertTriangle aria-hidden size={16} /> {t('problems', { count: row.problems })}
        </span>
      )}
      {row.kind !== 'exit' && row.open > 0 && <span className={styles.bad}> {t('openCount', { count: row.open })}</span>}
    </span>
  )
}
