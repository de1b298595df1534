import type { NodeType } from '@madoguchi/sdk'
import { withTheme } from '@rjsf/core'
import { generateTheme } from '@rjsf/mantine'
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import { useMemo } from 'react'
import { draft } from '../../draft/draft.ts'
import { type JsonObject, isObject, sameJson, toJson } from '../../draft/json.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { makeFormValidator } from '../../schema/form-validator.ts'
import { localise } from '../../schema/localise.ts'
import { editConfig } from '../commands/index.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'
import { formTemplates } from './form/templates.tsx'
import { useFormStrings } from './form/form-strings.ts'
import { formWidgets } from './form/widgets.tsx'

const mantine = generateTheme()
const Form = withTheme({ ...mantine, templates: { ...mantine.templates, ...formTemplates }, widgets: { ...mantine.widgets, ...formWidgets } })

const uiSchema: UiSchema = { 'ui:submitButtonOptions': { norender: true }, 'ui:globalOptions': { enableOptionalDataFieldForType: ['object'] } }
// Only what a person entered goes into the draft: no defaults behind their back.
const noDefaults = { emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'never' }, constAsDefaults: 'never' } as const

/** The settings of a node, generated from the schema of its type; each change is one command that keeps the wiring right. */
export default function NodeForm({ path, id, type, config }: { path: string; id: string; type: NodeType; config: Record<string, unknown> }) {
  const t = useWords(words)
  const language = useLanguage()
  const translateString = useFormStrings()
  const schema = useMemo(() => bare(localise(type.config, language)) as RJSFSchema, [type, language])
  const validator = useMemo(() => makeFormValidator(type, language, { missing: t('missing'), choose: t('choose') }), [type, language, t])
  if (Object.keys(schema.properties ?? {}).length === 0) {
    return (
      <p className={styles.support} data-ready>
        {t('noForm')}
      </p>
    )
  }
  return (
    <div data-ready>
      <Form
        key={`${id} ${language}`} tagName="div" schema={schema} uiSchema={uiSchema} validator={validator} formData={config} liveValidate="onChange" showErrorList={false} noHtml5Validate
        initialFormData={undefined} experimental_defaultFormStateBehavior={noDefaults} translateString={translateString}
        onChange={({ formData }) => {
          const after = toJson(formData ?? {})
          if (isObject(after) && !sameJson(after, config)) draft.getState().run(editConfig(path, id, type, after))
        }}
      />
    </div>
  )
}

/** The node's own heading says what the form is about. */
function bare({ title: _title, description: _description, ...schema }: JsonObject): JsonObject {
  return schema
}
