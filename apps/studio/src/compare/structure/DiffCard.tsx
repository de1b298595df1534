import { IconArrowsShuffle, IconMinus, IconPencil, IconPlus, IconTag, type Icon } from '@tabler/icons-react'
import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { NodeCard } from '../../editor/canvas/NodeCard.tsx'
import styles from './DiffCard.module.css'
import type { DiffNode } from './diff-graph.ts'
import type { Mark } from './diff-marks.ts'

/** A shape for each change, so that colour is never alone. */
export const markIcons: Readonly<Record<Mark, Icon>> = { added: IconPlus, removed: IconMinus, changed: IconPencil, renamed: IconTag, rewired: IconArrowsShuffle }

/** The editor's card with a frame and a ribbon that say what became of the node. */
export const DiffCard = memo(function DiffCard({ data, ...props }: NodeProps<DiffNode>) {
  return (
    <div className={styles.card} data-mark={data.mark}>
      <NodeCard {...props} type="card" data={{ card: data.card }} />
      {data.mark && (
        <p className={styles.ribbon}>
          <MarkIcon mark={data.mark} />
          {data.markText}
        </p>
      )}
      {data.inside && <p className={styles.inside}>{data.inside}</p>}
    </div>
  )
})

export function MarkIcon({ mark, size = 16 }: { mark: Mark; size?: number }) {
  const Shape = markIcons[mark]
  return <Shape aria-hidden size={size} stroke={2.5} />
}
