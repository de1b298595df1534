import { Button, Select, type SelectProps, TextInput, Textarea } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { useMemo, useState } from 'react'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { TemplateSection } from '../../gallery/TemplateSection.tsx'
import { Field } from '../../theme/Field.tsx'
import { editDocument, setEntry, setPoint } from '../commands/index.ts'
import { nodeTitle, readingOrder } from '../names.ts'
import { useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import { UsedBy } from './UsedBy.tsx'
import styles from './Inspector.module.css'

/** Settings of the flow itself, shown while nothing on the canvas is selected. */
export function FlowInspector({ path, flow }: { path: string; flow: CallFlow }) {
  const t = useWords(words)
  const run = draft.getState().run
  const readOnly = useReadOnly()
  const set = (at: string[], value: string) => run(editDocument(path, at, value === '' ? undefined : value))
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <div>
          <h2>{t('flowSettings')}</h2>
          <p className={styles.support}>{t('flowHelp')}</p>
        </div>
      </header>
      <section className={styles.section}>
        <Field id="flow-title" label={t('flowTitle')} required requirement={t('required')}>
          {(control) => <TextInput {...control} readOnly={readOnly} required value={flow.title?.ja ?? ''} onChange={(event) => run(editDocument(path, ['title', 'ja'], event.currentTarget.value))} />}
        </Field>
        <Field label={t('titleEn')} requirement={t('optional')}>
          {(control) => <TextInput {...control} readOnly={readOnly} lang="en" value={flow.title?.en ?? ''} onChange={(event) => set(['title', 'en'], event.currentTarget.value)} />}
        </Field>
        <Field id="flow-description" label={t('description')} requirement={t('optional')}>
          {(control) => <Textarea {...control} readOnly={readOnly} autosize minRows={2} maxRows={10} value={flow.description ?? ''} onChange={(event) => set(['description'], event.currentTarget.value)} />}
        </Field>
      </section>
      <Points path={path} flow={flow} />
      <section className={styles.section}>
        <h3>{t('flowAbout')}</h3>
        <p className={styles.support}>{t('flowIdIs', { id: flow.id })}</p>
        <div className={styles.actions}>
          <UsedBy kind="call" id={flow.id} title={flow.title?.ja ?? flow.id} />
          {!readOnly && (
            <>
              <Button variant="outline" aria-haspopup="dialog" onClick={() => useEditor.setState({ asking: { kind: 'rename', what: { kind: 'call' }, id: flow.id } })}>{t('changeId')}</Button>
              <Button variant="outline" color="red" aria-haspopup="dialog" onClick={() => useEditor.setState({ asking: { kind: 'delete-flow' } })}>{t('deleteFlow')}</Button>
            </>
          )}
        </div>
      </section>
      <section className={styles.section}>
        <TemplateSection flow={flow} />
      </section>
    </div>
  )
}

function Points({ path, flow }: { path: string; flow: CallFlow }) {
  const t = useWords(words)
  const language = useLanguage()
  const run = draft.getState().run
  const readOnly = useReadOnly()
  const nodes = useMemo(() => readingOrder(flow).map((id) => ({ value: id, label: `${nodeTitle(flow.nodes[id], language)}（${id}）` })), [flow, language])
  const orNowhere = [{ value: '', label: t('nowhere') }, ...nodes]
  return (
    <section className={styles.section}>
      <Field id="flow-entry" label={t('entryNode')} required requirement={t('required')} support={t('entryHelp')}>
        {(control) => <NodeSelect {...control} readOnly={readOnly} value={flow.entry} data={nodes} onChange={(id) => id && run(setEntry(path, id))} />}
      </Field>
      <Field id="flow-onError" label={t('onErrorNode')} requirement={t('optional')} support={t('onErrorHelp')}>
        {(control) => <NodeSelect {...control} readOnly={readOnly} value={flow.onError ?? ''} data={orNowhere} onChange={(id) => run(setPoint(path, 'onError', id || undefined))} />}
      </Field>
      <Field id="flow-onHangup" label={t('onHangupNode')} requirement={t('optional')} support={t('onHangupHelp')}>
        {(control) => <NodeSelect {...control} readOnly={readOnly} value={flow.onHangup ?? ''} data={orNowhere} onChange={(id) => run(setPoint(path, 'onHangup', id || undefined))} />}
      </Field>
    </section>
  )
}

/** From so many on, the list is made when somebody comes to it: three lists of 500 nodes cost more than the rest of the settings. */
const manyNodes = 100

function NodeSelect({ data, ...select }: Pick<SelectProps, 'id' | 'aria-describedby' | 'aria-invalid' | 'readOnly' | 'onChange'> & { value: string; data: { value: string; label: string }[] }) {
  const [visited, setVisited] = useState(false)
  return <Select {...select} allowDeselect={false} searchable onFocus={() => setVisited(true)} data={visited || data.length < manyNodes ? data : data.filter(({ value }) => value === select.value)} />
}
