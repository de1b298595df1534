import { Button } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { useState } from 'react'
import { Link } from 'wouter'
import { compareLink } from '../compare/compare-link.ts'
import { draft, useReadOnly } from '../draft/draft.ts'
import { isObject } from '../draft/json.ts'
import { flowPath } from '../editor/commands/index.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { exportFile } from '../import/export-file.ts'
import { neededBy } from '../import/needed-by.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { SaveTemplateDialog } from './SaveTemplateDialog.tsx'
import { templateOf, useTemplates } from './use-templates.ts'
import { galleryWords } from './words.ts'

/** What a flow was made from, how it stands to that now, and making a template or a file of it. */
export function TemplateSection({ flow }: { flow: CallFlow }) {
  const t = useWords(galleryWords)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const mayCompare = usePermission('release.compare')
  const [saving, setSaving] = useState(false)
  // In a draft of version 1 the word means something else.
  const from = isObject(flow.template) ? flow.template : undefined
  const { templates, loading } = useTemplates(from !== undefined)
  const template = from && templateOf(templates, from.id)
  return (
    <>
      <h3>{t('template')}</h3>
      {from && !loading && <p>{template ? t('madeFrom', { title: inLanguage(template.title, language) }) : t('gone', { id: from.id })}</p>}
      {template && <p>{t(template.hash === from?.hash ? 'same' : 'changed')}</p>}
      {template && mayCompare && <Link href={compareLink({ kind: 'template', flow: flow.id }, { kind: 'flow', flow: flow.id })}>{t('compare')}</Link>}
      {!readOnly && <Button variant="outline" aria-haspopup="dialog" onClick={() => setSaving(true)}>{t('saveAs')}</Button>}
      <Button variant="outline" onClick={() => void exportFile(flow.id, neededBy(draft.getState().documents, flowPath(flow.id)))}>{t('exportFlow')}</Button>
      {saving && <SaveTemplateDialog flow={flow} onClose={() => setSaving(false)} />}
    </>
  )
}
