import { Checkbox, NumberInput, Select, TextInput, Textarea } from '@mantine/core'
import type { Form, FormField } from '@madoguchi/schemas'
import type { ReactNode } from 'react'
import shared from '../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { words } from './words.ts'

type Control = Parameters<Parameters<typeof Field>[0]['children']>[0]

/** The form as an agent sees it; nothing that is typed here is kept. */
export function FormPreview({ form: { fields } }: { form: Form }) {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <div className={shared.fields}>
      {fields.map((field, index) => (
        <Field
          key={`${index} ${field.name} ${field.type}`} label={inLanguage(field.title, language)} required={field.mandatory} requirement={`${t(field.mandatory ? 'required' : 'optional')}${field.personal ? ` ${t('personal')}` : ''}`}
          support={inLanguage(field.help, language) || undefined}
        >
          {(control) => inputs[field.type](control, field, language)}
        </Field>
      ))}
    </div>
  )
}

const inputs: Record<FormField['type'], (control: Control, field: FormField, language: 'ja' | 'en') => ReactNode> = {
  text: (control) => <TextInput {...control} />,
  longtext: (control) => <Textarea {...control} autosize minRows={3} />,
  number: (control) => <NumberInput {...control} />,
  yesno: (control) => <Checkbox {...control} />,
  date: (control) => <TextInput {...control} type="date" />,
  phone: (control) => <TextInput {...control} type="tel" />,
  choice: (control, { options = [] }, language) => <Select {...control} data={options.map(({ value, title }) => ({ value, label: inLanguage(title, language) }))} />,
}
