import { Modal } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { Suspense, lazy } from 'react'
import { documentTitle } from '../../draft/document-title.ts'
import { useDraft } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { withMonaco } from '../../monaco/load-monaco.ts'
import { type Asking, useEditor } from '../editor-store.ts'
import { DeleteFlowForm } from './DeleteFlowForm.tsx'
import { ExtractForm } from './ExtractForm.tsx'
import { KeyTable } from './KeyTable.tsx'
import { RenameForm } from './RenameForm.tsx'
import { words } from './words.ts'

const QueueForm = lazy(() => import('./QueueForm.tsx'))
const JsonEditor = lazy(() => withMonaco(() => import('../json/JsonEditor.tsx')))

/** The questions of the editor, one at a time. */
export function EditorDialogs({ path, flow }: { path: string; flow: CallFlow | undefined }) {
  const t = useWords(words)
  const asking = useEditor((state) => state.asking)
  const title = useTitle(path, asking)
  const close = () => useEditor.setState({ asking: undefined })
  return (
    <Modal opened={asking !== undefined} onClose={close} title={title} size={asking?.kind === 'document' && !opensForm(asking) ? '80%' : 'lg'} closeButtonProps={{ 'aria-label': t('close') }}>
      {asking?.kind === 'extract' && flow && <ExtractForm path={path} flow={flow} nodes={asking.nodes} onDone={close} />}
      {asking?.kind === 'rename' && <RenameForm path={path} what={asking.what} id={asking.id} onDone={close} />}
      {asking?.kind === 'delete-flow' && <DeleteFlowForm path={path} onDone={close} />}
      {asking?.kind === 'keys' && <KeyTable />}
      {asking?.kind === 'document' && opensForm(asking) && (
        <Suspense>
          <QueueForm path={asking.path} />
        </Suspense>
      )}
      {asking?.kind === 'document' && !opensForm(asking) && (
        <div style={{ height: '62dvh' }}>
          <Suspense>
            <JsonEditor path={asking.path} title={title} reveal={asking.at} />
          </Suspense>
        </div>
      )}
    </Modal>
  )
}

function useTitle(path: string, asking: Asking | undefined): string {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  switch (asking?.kind) {
    case 'extract':
      return t('extractTitle')
    case 'rename':
      return asking.what.kind === 'variable' ? t('renameVariableTitle') : t('renameTitle', { id: asking.id })
    case 'delete-flow':
      return t('deleteTitle', { title: documentTitle(documents[path], path, language) })
    case 'keys':
      return t('keysTitle')
    case 'document':
      return opensForm(asking) ? documentTitle(documents[asking.path], asking.path, language) : t('json', { title: documentTitle(documents[asking.path], asking.path, language) })
    case undefined:
      return ''
  }
}

/** A queue is opened as a form, and a place within it, which something was found at, in its text. */
function opensForm(asking: Asking): boolean {
  return asking.kind === 'document' && asking.at.length === 0 && asking.path.startsWith('queue/')
}
