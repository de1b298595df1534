import { Handle, type NodeProps, Position, useStore } from '@xyflow/react'
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { editGroup } from '../commands/index.ts'
import { useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './GroupFrame.module.css'
import type { FrameNode } from './canvas-node.ts'

/** The frame around the nodes of a group, moved by its title; or, collapsed, one card in their stead. */
export const GroupFrame = memo(function GroupFrame({ data: { frame, title, problems }, selected }: NodeProps<FrameNode>) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const { id, collapsed, nodes } = frame
  const Icon = collapsed ? IconChevronRight : IconChevronDown
  // The canvas shrinks what is on it; a button that is pressed there keeps 24 px (WCAG 2.5.8) down to half size.
  const size = useStore(({ transform: [, , zoom] }) => Math.min(52, Math.max(28, Math.ceil(26 / zoom))))
  const toggle = () => draft.getState().run(editGroup(useEditor.getState().path, id, { collapsed: !collapsed }))
  return (
    <section className={styles.frame} data-selected={selected || undefined} data-collapsed={collapsed || undefined}>
      {collapsed && <Handle type="target" position={Position.Left} isConnectable={false} className={styles.handle} />}
      <header className={styles.title}>
        {!readOnly && (
          <button type="button" className={`nodrag nopan ${styles.toggle}`} style={{ width: size, height: size }} aria-expanded={!collapsed} aria-label={t(collapsed ? 'groupExpand' : 'groupCollapse', { title })} onClick={toggle}>
            <Icon aria-hidden size={20} />
          </button>
        )}
        <strong>{title}</strong>
        {collapsed && <span>{t('groupCount', { count: nodes.length })}</span>}
        {problems > 0 && (
          <span className={styles.bad}>
            <IconAlertTriangle aria-hidden size={18} />
            {t('nodeCount', { count: problems })}
          </span>
        )}
      </header>
      {collapsed && <Handle type="source" position={Position.Right} isConnectable={false} className={styles.handle} />}
    </section>
  )
})
