import { Button, Select, TextInput, Textarea } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { IconCopy, IconLogin2, IconTrash } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { NodeIcon } from '../canvas/NodeCard.tsx'
import { setEntry, setNote, setSkip, setTitle } from '../commands/index.ts'
import { duplicate, remove } from '../clipboard/clipboard.ts'
import { ActionButtons } from '../menu/ActionButtons.tsx'
import { nodeTitle } from '../names.ts'
import { exitsOf, nodeTypes } from '../node-types.ts'
import { words } from '../words.ts'
import { ExitList } from './ExitList.tsx'
import styles from './Inspector.module.css'
import { TypeFacts } from './TypeFacts.tsx'

const NodeForm = lazy(() => import('./NodeForm.tsx'))

interface NodeProps {
  path: string
  flow: CallFlow
  id: string
}

/** Everything about one node: what it is, its settings, where its exits lead. */
export function NodeInspector({ path, flow, id }: NodeProps) {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const node = flow.nodes[id]
  if (!node) return null
  const type = nodeTypes.get(node.type)
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        {type && <NodeIcon path={type.icon} size={28} />}
        <div>
          <h2>{nodeTitle(node, language)}</h2>
          <p className={styles.support}>{type ? inLanguage(type.description, language) : t('unknownType', { type: node.type })}</p>
        </div>
      </header>
      {type && (
        <section id="node-form" className={styles.section}>
          <Suspense fallback={<p>{t('loadingEditor')}…</p>}>
            <NodeForm path={path} id={id} type={type} config={node.config} />
          </Suspense>
        </section>
      )}
      <ExitList flow={flow} id={id} />
      <About path={path} flow={flow} id={id} />
      {type && <TypeFacts type={type} />}
      {!readOnly && <Actions path={path} flow={flow} id={id} />}
    </div>
  )
}

function About({ path, flow, id }: NodeProps) {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const run = draft.getState().run
  const node = flow.nodes[id]
  if (!node) return null
  const type = nodeTypes.get(node.type)
  const { exits } = exitsOf(type, node.config, node.next)
  const title = { ja: node.title?.ja ?? '', en: node.title?.en ?? '' }
  return (
    <section className={styles.section}>
      <Field id="node-title" label={t('title')} requirement={t('optional')} support={t('titleHelp', { type: inLanguage(type?.title, language) || node.type })}>
        {(control) => <TextInput {...control} readOnly={readOnly} value={title.ja} onChange={(event) => run(setTitle(path, id, { ...title, ja: event.currentTarget.value }))} />}
      </Field>
      {title.ja !== '' && (
        <Field label={t('titleEn')} requirement={t('optional')}>
          {(control) => <TextInput {...control} readOnly={readOnly} lang="en" value={title.en} onChange={(event) => run(setTitle(path, id, { ...title, en: event.currentTarget.value }))} />}
        </Field>
      )}
      <Field id="node-note" label={t('note')} requirement={t('optional')} support={t('noteHelp')}>
        {(control) => <Textarea {...control} readOnly={readOnly} autosize minRows={2} maxRows={8} value={node.note ?? ''} onChange={(event) => run(setNote(path, id, event.currentTarget.value))} />}
      </Field>
      {exits.length > 0 && (
        <Field id="node-skip" label={t('skip')} requirement={t('optional')} support={t('skipHelp')}>
          {(control) => (
            <Select
              {...control} readOnly={readOnly} allowDeselect={false} value={node.skip ?? ''} onChange={(exit) => run(setSkip(path, id, exit || undefined))}
              data={[{ value: '', label: t('skipNone') }, ...exits.map((exit) => ({ value: exit.id, label: inLanguage(exit.title, language) }))]}
            />
          )}
        </Field>
      )}
    </section>
  )
}

function Actions({ path, flow, id }: NodeProps) {
  const t = useWords(words)
  const run = draft.getState().run
  return (
    <section className={styles.section}>
      <div className={styles.actions}>
        {flow.entry === id ? (
          <p className={styles.support}>{t('isEntry')}</p>
        ) : (
          <Button variant="outline" leftSection={<IconLogin2 aria-hidden size={18} />} onClick={() => run(setEntry(path, id))}>
            {t('setEntry')}
          </Button>
        )}
        <Button variant="outline" leftSection={<IconCopy aria-hidden size={18} />} onClick={() => duplicate(path, [id])}>
          {t('duplicate')}
        </Button>
        <Button variant="outline" color="red" leftSection={<IconTrash aria-hidden size={18} />} onClick={() => remove(path, [id])}>
          {t('remove')}
        </Button>
      </div>
      <ActionButtons path={path} flow={flow} names={['group', 'extract', 'inline', 'pin', 'unpin', 'rename']} />
      <p className={styles.support}>{t('nodeId', { id })}</p>
    </section>
  )
}
