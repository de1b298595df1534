import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { editStickyNote, moveNodes } from '../commands/index.ts'
import { goToField, useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import styles from './StickyNoteCard.module.css'
import type { NoteNode } from './canvas-node.ts'

/** A note that people stick on the canvas. It is written in its settings; a double click leads there. */
export const StickyNoteCard = memo(function StickyNoteCard({ id: item, data: { id, note }, selected }: NodeProps<NoteNode>) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const resize = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => {
    const { path } = useEditor.getState()
    draft.getState().run(editStickyNote(path, id, { size: [Math.round(width), Math.round(height)] }))
    draft.getState().run(moveNodes(path, { [item]: [x, y] }))
  }
  return (
    <>
      <NodeResizer isVisible={selected && !readOnly} minWidth={80} minHeight={48} onResizeEnd={(_event, box) => resize(box)} />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- a short cut for a mouse; the node around it is what keys and screen readers use */}
      <article className={styles.note} data-selected={selected || undefined} onDoubleClick={() => goToField(item, '/note')}>
        {note.text || <em>{t('stickyEmpty')}</em>}
      </article>
    </>
  )
})
