import { Button, Group, TextInput } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { notify } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { flowPath } from '../commands/index.ts'
import { select, useEditor } from '../editor-store.ts'
import { renameRefusal } from '../rename/rename.ts'
import { extractSubflow, newFlowId, planExtraction } from '../subflow/extract-subflow.ts'
import { words } from './words.ts'

interface ExtractFormProps {
  path: string
  flow: CallFlow
  nodes: readonly string[]
  onDone(): void
}

/** Asks what the new flow is called, and makes it. */
export function ExtractForm({ path, flow, nodes, onDone }: ExtractFormProps) {
  const t = useWords(words)
  const language = useLanguage()
  const [name, setName] = useState('')
  const [id, setId] = useState(() => newFlowId(draft.getState().documents, `${flow.id}-part`))
  const [tried, setTried] = useState(false)
  const plan = planExtraction(flow, nodes)
  const refusal = renameRefusal(draft.getState().documents, { kind: 'call' }, '', id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || refusal || 'refused' in plan) return
    draft.getState().run(extractSubflow(path, nodes, id, { ja: name.trim() }))
    const run = Object.entries((draft.getState().documents[path] as unknown as CallFlow).nodes).find(([, node]) => node.config?.flow === id)?.[0]
    onDone()
    select(run === undefined ? [] : [run], { reveal: true })
    useEditor.setState({ right: 'settings' })
    notify('done', { ja: `「${name.trim()}」（${flowPath(id)}）に分けました。元に戻せます。`, en: `Extracted to "${name.trim()}" (${flowPath(id)}). This can be undone.` })
  }
  if ('refused' in plan) return <p role="alert">{inLanguage(plan.refused, language)}</p>
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16 }} noValidate>
      <p style={{ margin: 0 }}>{t('extractText', { count: plan.nodes.size })}{plan.nodes.size < nodes.length && ` ${t('extractLeft')}`}</p>
      <Field label={t('flowName')} required requirement={t('required')} error={tried && name.trim() === '' ? t('nameMissing') : undefined}>
        {(control) => <TextInput {...control} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />}
      </Field>
      <Field label={t('flowId')} required requirement={t('required')} support={t('idHelp')} error={refusal && inLanguage(refusal, language)}>
        {(control) => <TextInput {...control} value={id} onChange={(event) => setId(event.currentTarget.value)} />}
      </Field>
      <Group>
        <Button type="submit">{t('extract')}</Button>
        <Button variant="outline" onClick={onDone}>{t('cancel')}</Button>
      </Group>
    </form>
  )
}
