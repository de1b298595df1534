import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { CallFlow, Problem } from '@madoguchi/schemas'
import { IconKeyboard, IconPlus } from '@tabler/icons-react'
import { useLayoutEffect, useMemo } from 'react'
import { documentTitle } from '../../draft/document-title.ts'
import { useDraft, useReadOnly } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useBreakpointsOf } from '../../telephone/breakpoint-store.ts'
import { useEditor } from '../editor-store.ts'
import styles from './Outline.module.css'
import { OutlineMenu } from './OutlineMenu.tsx'
import { OutlineProblems } from './OutlineProblems.tsx'
import { OutlineTree } from './OutlineTree.tsx'
import { flowKey, outlineRows } from './outline-rows.ts'
import { openOutline, useOutline } from './outline-store.ts'
import { useRowActions } from './use-row-actions.ts'
import { words } from './words.ts'

/** The flow as a tree, in the order in which a call meets its nodes: everything the canvas shows and does, without a canvas (A06). */
export function Outline({ path, flow, problems }: { path: string; flow: CallFlow; problems: readonly Problem[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  useLayoutEffect(() => openOutline(path, flow), [path, flow])
  const document = useDraft((state) => state.documents[path])
  const closed = useOutline((state) => state.closed)
  const active = useOutline((state) => state.active)
  const title = documentTitle(document, path, language)
  const breakpoints = useBreakpointsOf(flow.id)
  const rows = useMemo(() => outlineRows(flow, { problems, language, closed, title, breakpoints }), [flow, problems, language, closed, title, breakpoints])
  const row = rows.find(({ key }) => key === active) ?? rows.find(({ key }) => key === flowKey)
  const actionsOf = useRowActions(path, flow, rows, problems)
  return (
    <div className={styles.outline}>
      <div className={styles.tools}>
        {!readOnly && <Button size="compact-md" variant="outline" leftSection={<IconPlus aria-hidden size={18} />} aria-haspopup="dialog" onClick={() => useEditor.setState({ adding: true })}>{t('addNode')}</Button>}
        {row && <OutlineMenu path={path} row={row} actions={actionsOf} />}
        <Tooltip label={t('keys')}>
          <ActionIcon variant="outline" size={32} aria-label={t('keys')} aria-haspopup="dialog" onClick={() => useEditor.setState({ asking: { kind: 'keys' } })}>
            <IconKeyboard aria-hidden size={20} />
          </ActionIcon>
        </Tooltip>
      </div>
      <p className={styles.help} id="outline-help">{t('help')}</p>
      {Object.keys(flow.nodes).length === 0 && <p className={styles.help}>{t('empty')}</p>}
      <OutlineTree path={path} flow={flow} rows={rows} active={row?.key ?? flowKey} />
      {row && <OutlineProblems row={row} problems={problems} />}
    </div>
  )
}
