import { Alert, Button, Modal, NativeSelect, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { notify } from '../app/notices.ts'
import { saveFile } from '../draft/save-file.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import type { AuditQuery, AuditSource, ExportFormat } from './audit-source.ts'
import { auditTexts } from './texts.ts'
import css from './audit.module.css'
import { fetchExport } from './fetch-export.ts'
import { auditWords } from './words.ts'

/** Asks why, and hands over what fits the filter as a file (R78). */
export function ExportDialog({ source, query, onClose }: { source: AuditSource; query: AuditQuery; onClose(): void }) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [entries, setEntries] = useState(0)
  const exporting = useMutation({
    mutationFn: () => fetchExport(source, { query, format, language, reason: reason.trim() }, new Date(), setEntries),
    onSuccess: (file) => {
      saveFile(file.name, file.parts, format === 'csv' ? 'text/csv;charset=utf-8' : 'application/jsonl')
      const done = (of: 'ja' | 'en') => auditTexts[of].exported.replace('{entries}', String(file.entries))
      notify('done', { ja: done('ja'), en: done('en') })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() !== '' && !exporting.isPending) exporting.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={say('exportTitle')} closeButtonProps={{ 'aria-label': say('cancel') }}>
      <form className={css.dialog} onSubmit={submit} noValidate>
        <p>{say('exportWhat')}</p>
        <Field label={say('reason')} required requirement={say('required')} support={say('reasonHelp')} error={tried && reason.trim() === '' ? say('reasonMissing') : undefined}>
          {(control) => <Textarea {...control} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required data-autofocus />}
        </Field>
        <NativeSelect label={say('format')} value={format} onChange={(event) => setFormat(event.currentTarget.value === 'jsonl' ? 'jsonl' : 'csv')} data={[{ value: 'csv', label: say('csv') }, { value: 'jsonl', label: say('jsonl') }]} />
        {exporting.error && <Alert color="red" variant="outline" role="alert">{say('exportFailed', { said: toFailure(exporting.error).said[language] })}</Alert>}
        <div className={css.actions}>
          <Button variant="outline" onClick={onClose}>{say('cancel')}</Button>
          <Button type="submit" aria-busy={exporting.isPending}>{exporting.isPending ? say('exporting', { entries }) : say('export')}</Button>
        </div>
      </form>
    </Modal>
  )
}
