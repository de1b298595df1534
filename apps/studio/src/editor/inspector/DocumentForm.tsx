import type { NodeType } from '@madoguchi/sdk'
import { withTheme } from '@rjsf/core'
import { generateTheme } from '@rjsf/mantine'
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import { useMemo } from 'react'
import { useReadOnly } from '../../draft/draft.ts'
import { type JsonObject, isObject, sameJson, toJson } from '../../draft/json.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { makeFormValidator } from '../../schema/form-validator.ts'
import { localise } from '../../schema/localise.ts'
import type { ExpressionPlace } from '../expressions/variables-in-scope.ts'
import { words } from '../words.ts'
import { useFormStrings } from './form/form-strings.ts'
import { formTemplates } from './form/templates.tsx'
import { formWidgets } from './form/widgets.tsx'

const mantine = generateTheme()
const Form = withTheme({ ...mantine, templates: { ...mantine.templates, ...formTemplates }, widgets: { ...mantine.widgets, ...formWidgets } })

const uiSchema: UiSchema = { 'ui:submitButtonOptions': { norender: true }, 'ui:globalOptions': { enableOptionalDataFieldForType: ['object'] } }
// Only what a person entered goes into the draft: no defaults behind their back.
const noDefaults = { emptyObjectFields: 'skipDefaults', arrayMinItems: { populate: 'never' }, constAsDefaults: 'never' } as const

export interface DocumentFormProps {
  /** Of what is edited: another one is another form. */
  id: string
  /** The schema, and what is found beside it. */
  of: Pick<NodeType, 'config' | 'problems'>
  value: JsonObject
  /** The node whose settings these are. */
  place?: ExpressionPlace
  onChange(value: JsonObject): void
}

/** A form over a node's settings or (a part of) a document, generated from its schema. What it is about is said by the heading above it. */
export function DocumentForm({ id, of, value, place, onChange }: DocumentFormProps) {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const translateString = useFormStrings()
  const schema = useMemo(() => bare(localise(of.config, language)) as RJSFSchema, [of, language])
  const validator = useMemo(() => makeFormValidator(of, language, { missing: t('missing'), choose: t('choose') }), [of, language, t])
  return (
    <Form
      key={`${id} ${language}`} tagName="div" schema={schema} uiSchema={uiSchema} validator={validator} formData={value} liveValidate="onChange" showErrorList={false} noHtml5Validate readonly={readOnly}
      initialFormData={undefined} formContext={{ place }} experimental_defaultFormStateBehavior={noDefaults} translateString={translateString}
      onChange={({ formData }) => {
        const after = toJson(formData ?? {})
        if (isObject(after) && !sameJson(after, value)) onChange(after)
      }}
    />
  )
}

function bare({ title: _title, description: _description, ...schema }: JsonObject): JsonObject {
  return schema
}
