import { ActionIcon, Tooltip } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { IconLayoutAlignBottom, IconLayoutAlignCenter, IconLayoutAlignLeft, IconLayoutAlignMiddle, IconLayoutAlignRight, IconLayoutAlignTop, IconLayoutDistributeHorizontal, IconLayoutDistributeVertical, type Icon } from '@tabler/icons-react'
import { useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import type { Alignment } from '../commands/index.ts'
import { ActionButtons } from '../menu/ActionButtons.tsx'
import { useActions } from '../menu/use-actions.ts'
import { words as menuWords } from '../menu/words.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'

const alignments: readonly [Alignment, Icon][] = [
  ['left', IconLayoutAlignLeft], ['center', IconLayoutAlignCenter], ['right', IconLayoutAlignRight], ['top', IconLayoutAlignTop], ['middle', IconLayoutAlignMiddle], ['bottom', IconLayoutAlignBottom],
]
const axes: readonly ['horizontal' | 'vertical', Icon][] = [['horizontal', IconLayoutDistributeVertical], ['vertical', IconLayoutDistributeHorizontal]]

/** What can be done with several things at once. */
export function ManyInspector({ path, flow, ids }: { path: string; flow: CallFlow; ids: readonly string[] }) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2>{t('manySelected', { count: ids.length })}</h2>
      </header>
      {!readOnly && (
        <>
          <Aligning path={path} flow={flow} count={ids.length} />
          <ActionButtons path={path} flow={flow} names={['group', 'ungroup', 'extract', 'arrangeSelected', 'copy', 'cut', 'duplicate', 'remove']} />
        </>
      )}
    </div>
  )
}

function Aligning({ path, flow, count }: { path: string; flow: CallFlow; count: number }) {
  const t = useWords(menuWords)
  const { align, distribute } = useActions(path, flow)
  return (
    <section className={styles.section} aria-label={t('alignTitle')}>
      <h3>{t('alignTitle')}</h3>
      <div className={styles.actions}>
        {alignments.map(([name, Drawn]) => <Tool key={name} label={t(name)} icon={Drawn} onClick={() => align(name)} />)}
        {count > 2 && axes.map(([name, Drawn]) => <Tool key={name} label={t(name)} icon={Drawn} onClick={() => distribute(name)} />)}
      </div>
    </section>
  )
}

function Tool({ label, icon: Drawn, onClick }: { label: string; icon: Icon; onClick(): void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="outline" size={40} aria-label={label} onClick={onClick}>
        <Drawn aria-hidden size={22} />
      </ActionIcon>
    </Tooltip>
  )
}
