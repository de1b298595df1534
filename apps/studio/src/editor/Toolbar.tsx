import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { IconClipboardCheck, IconKeyboard, IconLayoutDistributeHorizontal, IconList, IconPlus, IconSearch, IconSettings } from '@tabler/icons-react'
import { useReactFlow } from '@xyflow/react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useReadOnly } from '../draft/draft.ts'
import { useWords } from '../i18n/words.ts'
import styles from './EditorPage.module.css'
import { arrangeFlow } from './canvas/arrange-flow.ts'
import type { CanvasNode } from './canvas/canvas-node.ts'
import { useEditor } from './editor-store.ts'
import { EditMenu } from './menu/EditMenu.tsx'
import { sizesOf } from './menu/use-actions.ts'
import { words as outlineWords } from './outline/words.ts'
import { words as regionWords } from './regions/words.ts'
import { UndoRedo } from './UndoRedo.tsx'
import { words } from './words.ts'

/** Above the canvas: which flow, which view, undo, redo and arranging. */
export function Toolbar({ path, flow, title }: { path: string; flow: CallFlow | undefined; title: string }) {
  const t = useWords(words)
  const r = useWords(regionWords)
  const view = useEditor((state) => state.view)
  const readOnly = useReadOnly()
  return (
    <section className={styles.toolbar} aria-label={r('toolbar')} data-panel="toolbar">
      <nav className={styles.crumbs} aria-label={r('crumbs')}>
        <Link href="/flows">{t('flows')}</Link>
        <span aria-hidden>›</span>
        <h1>{title}</h1>
      </nav>
      <div className={styles.tools}>
        {!readOnly && <UndoRedo />}
        {!readOnly && flow && view === 'canvas' && <EditMenu path={path} flow={flow} />}
        <FindButton />
        {!readOnly && flow && view === 'canvas' && <ArrangeButton path={path} />}
        {flow && view === 'canvas' && <CoverageSwitch />}
        <SegmentedControl aria-label={t('view')} value={flow ? view : 'json'} onChange={(next) => useEditor.setState({ view: next === 'json' ? 'json' : 'canvas' })} data={[...(flow ? [{ value: 'canvas', label: t('canvas') }] : []), { value: 'json', label: t('json') }]} />
        <KeysButton />
        <SheetButtons />
      </div>
    </section>
  )
}

function KeysButton() {
  const t = useWords(outlineWords)
  return (
    <Tooltip label={t('keys')}>
      <ActionIcon variant="outline" size={40} className={styles.keys} aria-label={t('keys')} aria-keyshortcuts="Control+/" aria-haspopup="dialog" onClick={() => useEditor.setState({ asking: { kind: 'keys' } })}>
        <IconKeyboard aria-hidden size={22} />
      </ActionIcon>
    </Tooltip>
  )
}

function FindButton() {
  const t = useWords(words)
  return (
    <Tooltip label={t('findHint')}>
      <ActionIcon variant="outline" size={40} aria-label={t('findHint')} aria-keyshortcuts="Control+F Control+Shift+F" aria-haspopup="dialog" onClick={() => useEditor.setState({ finding: { scope: 'bundle' } })}>
        <IconSearch aria-hidden size={22} />
      </ActionIcon>
    </Tooltip>
  )
}

/** Marks on the canvas which exits the scenarios take. */
function CoverageSwitch() {
  const t = useWords(words)
  const on = useEditor((state) => state.coverage)
  return (
    <Tooltip label={t('coverageHint')}>
      <Button variant={on ? 'filled' : 'outline'} className={styles.coverage} leftSection={<IconClipboardCheck aria-hidden size={20} />} aria-pressed={on} onClick={() => useEditor.setState({ coverage: !on })}>
        {t('coverage')}
      </Button>
    </Tooltip>
  )
}

function ArrangeButton({ path }: { path: string }) {
  const t = useWords(words)
  const { getNodes, fitView } = useReactFlow<CanvasNode>()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    if (busy) return
    setBusy(true)
    if (await arrangeFlow(path, 'unpinned', sizesOf(getNodes()))) requestAnimationFrame(() => void fitView({ padding: 0.12, maxZoom: 1 }))
    setBusy(false)
  }
  return (
    <Button variant="outline" className={styles.arrange} leftSection={<IconLayoutDistributeHorizontal aria-hidden size={20} />} onClick={() => void run()} aria-busy={busy}>
      {busy ? t('arranging') : t('arrange')}
    </Button>
  )
}

/** On a narrow window the side panels are called up. */
function SheetButtons() {
  const t = useWords(words)
  const sheet = useEditor((state) => state.sheet)
  const readOnly = useReadOnly()
  const toggle = (side: 'left' | 'right') => useEditor.setState({ sheet: sheet === side ? undefined : side })
  return (
    <div className={styles.sheetButtons}>
      <Button variant="outline" leftSection={readOnly ? <IconList aria-hidden size={18} /> : <IconPlus aria-hidden size={18} />} aria-expanded={sheet === 'left'} onClick={() => toggle('left')}>
        {t(readOnly ? 'outline' : 'openLeft')}
      </Button>
      <Button variant="outline" leftSection={<IconSettings aria-hidden size={18} />} aria-expanded={sheet === 'right'} onClick={() => toggle('right')}>
        {t('openRight')}
      </Button>
    </div>
  )
}
