import { CloseButton, Tabs } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { IconEye } from '@tabler/icons-react'
import { ReactFlowProvider } from '@xyflow/react'
import { type KeyboardEvent, Suspense, lazy, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { Link, useLocation, useParams, useSearch } from 'wouter'
import { problemsOf, useProblems } from '../check/problems-store.ts'
import { documentTitle } from '../draft/document-title.ts'
import { useDraftAccess } from '../draft/draft-access.ts'
import { useDraft, useReadOnly } from '../draft/draft.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { withMonaco } from '../monaco/load-monaco.ts'
import { usePath } from '../telephone/path-store.ts'
import { ConnectDialog } from './ConnectDialog.tsx'
import styles from './EditorPage.module.css'
import { Toolbar } from './Toolbar.tsx'
import { FlowCanvas } from './canvas/FlowCanvas.tsx'
import { EditorDialogs } from './dialogs/EditorDialogs.tsx'
import { flowOf, flowPath } from './commands/index.ts'
import { openFlow, select, useEditor } from './editor-store.ts'
import { FindDialog } from './find/FindDialog.tsx'
import { Inspector } from './inspector/Inspector.tsx'
import { EditorKeys } from './menu/EditorKeys.tsx'
import { MoveDialog } from './outline/MoveDialog.tsx'
import { Outline } from './outline/Outline.tsx'
import { Palette } from './palette/Palette.tsx'
import { ProblemsPanel, useGoTo } from './problems/ProblemsPanel.tsx'
import { Announcer } from './regions/Announcer.tsx'
import { SkipLinks } from './regions/SkipLinks.tsx'
import { backToWork, noteWorkPlace, workPlace } from './regions/work-place.ts'
import { useShortcuts } from './shortcuts.ts'
import { words } from './words.ts'

const JsonEditor = lazy(() => withMonaco(() => import('./json/JsonEditor.tsx')))
const TelephonePanel = lazy(() => import('../telephone/TelephonePanel.tsx'))

/** Edits one flow: palette and list, canvas or JSON, settings or telephone, and problems below. */
export default function EditorPage() {
  const { id } = useParams<{ id: string }>()
  const path = flowPath(id)
  const exists = useDraft(({ files }) => (files[path]?.text ?? null) !== null)
  // Before anything is painted: the parts of the editor share one store.
  useLayoutEffect(() => openFlow(path), [path])
  useNodeOfAddress()
  return exists ? <Editor path={path} key={path} /> : <NoFlow id={id} />
}

/** `?node=menu` opens the flow at a node: links from prompts and calls lead there. */
function useNodeOfAddress(): void {
  const node = new URLSearchParams(useSearch()).get('node')
  useEffect(() => {
    if (node !== null) select([node], { reveal: true })
  }, [node])
}

function Editor({ path }: { path: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const flow = useMemo(() => flowOf(documents, path), [documents, path])
  const all = useProblems((state) => state.problems)
  const problems = useMemo(() => problemsOf(all, path), [all, path])
  const view = useEditor((state) => state.view)
  const outline = useEditor((state) => state.left === 'outline')
  const title = documentTitle(documents[path], path, language)
  const readOnly = useReadOnly()
  useShortcuts(path)
  useEffect(() => () => useEditor.setState({ view: 'canvas', connecting: undefined, adding: false, asking: undefined, finding: undefined }), [])
  return (
    <ReactFlowProvider>
      <div className={styles.editor} data-read-only={readOnly || undefined} data-outline={outline || undefined} role="presentation" onFocus={({ target }) => noteWorkPlace(target)}>
        <SkipLinks path={path} drawn={flow !== undefined && view === 'canvas'} />
        <Announcer path={path} flow={flow} />
        <Toolbar path={path} flow={flow} title={title} />
        {readOnly && (
          <p className={styles.readOnly} role="note">
            <IconEye aria-hidden size={20} />
            {t('readOnly')}
          </p>
        )}
        {flow && view === 'canvas' ? (
          <>
            <LeftPanel path={path} flow={flow} problems={problems} />
            <FlowCanvas path={path} flow={flow} problems={problems} />
            <RightPanel path={path} flow={flow} />
            {!readOnly && <ConnectDialog path={path} flow={flow} />}
            {!readOnly && <MoveDialog path={path} flow={flow} />}
            {!readOnly && <EditorKeys path={path} flow={flow} />}
          </>
        ) : (
          <div className={styles.json}>
            {!flow && <p role="alert">{t('brokenFlow')}</p>}
            <Suspense fallback={<p className={styles.loading}>{t('loadingEditor')}…</p>}>
              <JsonEditor path={path} title={title} />
            </Suspense>
          </div>
        )}
        <FindDialog />
        <EditorDialogs path={path} flow={flow} />
        <div className={styles.problems}>
          <ProblemsPanel path={path} />
        </div>
      </div>
    </ReactFlowProvider>
  )
}

function LeftPanel({ path, flow, problems }: { path: string; flow: CallFlow; problems: ReturnType<typeof problemsOf> }) {
  const t = useWords(words)
  const chosen = useEditor((state) => state.left)
  const readOnly = useReadOnly()
  const left = readOnly ? 'outline' : chosen
  const sheet = useEditor((state) => state.sheet)
  return (
    <aside className={styles.left} aria-label={t('left')} data-panel="left" data-open={sheet === 'left' || undefined}>
      <CloseSheet />
      <Tabs value={left} onChange={(tab) => useEditor.setState({ left: tab === 'outline' ? 'outline' : 'palette' })} className={styles.tabs}>
        <Tabs.List grow>
          {!readOnly && <Tabs.Tab value="palette">{t('palette')}</Tabs.Tab>}
          <Tabs.Tab value="outline">{t('outline')}</Tabs.Tab>
        </Tabs.List>
        {!readOnly && (
          <Tabs.Panel value="palette">
            <Palette path={path} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="outline">{left === 'outline' && <Outline path={path} flow={flow} problems={problems} />}</Tabs.Panel>
      </Tabs>
    </aside>
  )
}

function RightPanel({ path, flow }: { path: string; flow: CallFlow }) {
  const t = useWords(words)
  const right = useEditor((state) => state.right)
  const sheet = useEditor((state) => state.sheet)
  const telephone = useTelephoneNeeded()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape in any field of it leads back
    <aside className={styles.right} aria-label={t('right')} data-panel="right" data-open={sheet === 'right' || undefined} onKeyDown={backFromSettings}>
      <CloseSheet />
      <Tabs value={right} onChange={(tab) => useEditor.setState({ right: tab === 'telephone' ? 'telephone' : 'settings' })} className={styles.tabs}>
        <Tabs.List grow>
          <Tabs.Tab value="settings">{t('settings')}</Tabs.Tab>
          <Tabs.Tab value="telephone">{t('telephone')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="settings">
          <Inspector path={path} flow={flow} />
        </Tabs.Panel>
        <Tabs.Panel value="telephone" keepMounted>
          {telephone && (
            <Suspense fallback={<p className={styles.loading}>{t('loadingEditor')}…</p>}>
              <Telephone shown={right === 'telephone'} />
            </Suspense>
          )}
        </Tabs.Panel>
      </Tabs>
    </aside>
  )
}

/** Escape leads from the settings back to the row or the node they are about, unless a list of choices takes it. */
function backFromSettings(event: KeyboardEvent<HTMLElement>): void {
  const place = event.target instanceof Element ? event.target : undefined
  if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing || place?.getAttribute('aria-expanded') === 'true' || place?.closest('[role="dialog"], [role="menu"]')) return
  if (!backToWork()) return
  event.preventDefault()
  if (window.matchMedia('(max-width: 900px)').matches && workPlace()?.in !== 'outline') useEditor.setState({ sheet: undefined })
}

/** The telephone is there from its first use on, and wherever a call is on its way, which goes on while its flow or the settings are looked at. */
function useTelephoneNeeded(): boolean {
  const opened = useEditor((state) => state.right === 'telephone')
  const onCall = usePath(({ visited, current }) => visited.length > 0 || current !== undefined)
  const [needed, setNeeded] = useState(false)
  if ((opened || onCall) && !needed) setNeeded(true)
  return needed
}

function Telephone({ shown }: { shown: boolean }) {
  const { files: now } = useDraftAccess()
  // Behind the settings it keeps the draft it had, instead of compiling each change.
  const [files, setFiles] = useState(now)
  if (shown && files !== now) setFiles(now)
  const goTo = useGoTo()
  const [, go] = useLocation()
  const path = useEditor((state) => state.path)
  return (
    <TelephonePanel
      files={files}
      onOpenProblem={goTo}
      onSelect={({ flow, node }) => {
        if (node === undefined) return
        if (flowPath(flow) !== path) {
          go(`/flows/${flow}?node=${encodeURIComponent(node)}`)
          return
        }
        select([node], { reveal: true })
        useEditor.setState({ right: 'telephone' })
      }}
    />
  )
}

function CloseSheet() {
  const t = useWords(words)
  return <CloseButton className={styles.close} size="lg" aria-label={t('closePanel')} onClick={() => useEditor.setState({ sheet: undefined })} />
}

function NoFlow({ id }: { id: string }) {
  const t = useWords(words)
  return (
    <div className={styles.message}>
      <h1>{t('noFlow', { id })}</h1>
      <p>{t('noFlowText')}</p>
      <Link href="/flows">{t('flows')}</Link>
    </div>
  )
}
