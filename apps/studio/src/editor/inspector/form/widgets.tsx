import { NumberInput, Select, TextInput, Textarea } from '@mantine/core'
import { ExpressionError, compileExpression, compileTemplate } from '@madoguchi/engine'
import { type RegistryWidgetsType, type WidgetProps, enumOptionValueDecoder, enumOptionValueEncoder } from '@rjsf/utils'
import { type ChangeEvent, useState } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { words } from '../../words.ts'
import styles from './Form.module.css'
import { ReferencePicker } from './ReferencePicker.tsx'
import { refOf } from './references.ts'

/** What ties an input to its label, support text and error (A03). */
function controlProps({ id, schema, rawErrors, readonly }: WidgetProps) {
  const error = (rawErrors?.length ?? 0) > 0
  const described = [schema.description && !/_[1-9]\d*(_|$)/.test(id) && `${id}-support`, error && `${id}-error`].filter(Boolean).join(' ')
  return { id, readOnly: readonly, 'aria-describedby': described || undefined, 'aria-invalid': error || undefined }
}

/**
 * A text that answers each keystroke at once and follows the draft otherwise. Forms hand changes on with a delay, and an input whose value
 * comes back late breaks Japanese input.
 */
function useTyped({ value, onChange, options }: WidgetProps): [string, (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => void] {
  const given = typeof value === 'string' ? value : ''
  const [typed, setTyped] = useState(given)
  const [known, setKnown] = useState(given)
  if (given !== known) {
    setKnown(given)
    setTyped(given)
  }
  return [
    typed,
    ({ currentTarget: { value: text } }) => {
      setTyped(text)
      onChange(text === '' ? options.emptyValue : text)
    },
  ]
}

/** Every field without a fixed list: the schema says whether it is a number, a reference, an expression, a text with expressions or a text. */
function TextWidget(props: WidgetProps) {
  const { schema } = props
  if (schema.type === 'integer' || schema.type === 'number') return <NumberField {...props} />
  if (refOf(schema)) return <ReferencePicker {...props} control={controlProps(props)} />
  if (schema.format === 'jsonata') return <CodeField {...props} find={expressionFault} help="expressionHelp" />
  if ((schema as { 'x-template'?: boolean })['x-template']) return <CodeField {...props} find={templateFault} help="templateHelp" />
  return (schema.maxLength ?? 0) > 500 ? <LongText {...props} /> : <ShortText {...props} />
}

function ShortText(props: WidgetProps) {
  const [typed, type] = useTyped(props)
  return <TextInput {...controlProps(props)} value={typed} onChange={type} required={props.required} />
}

function LongText(props: WidgetProps) {
  const [typed, type] = useTyped(props)
  return <Textarea {...controlProps(props)} value={typed} onChange={type} required={props.required} autosize minRows={3} maxRows={14} />
}

function NumberField(props: WidgetProps) {
  const { value, onChange, schema, required } = props
  return (
    <NumberInput
      {...controlProps(props)} value={typeof value === 'number' ? value : ''} required={required} maw={160} min={schema.minimum} max={schema.maximum} clampBehavior="none" allowDecimal={schema.type === 'number'} step={1}
      onChange={(number) => onChange(typeof number === 'number' ? number : undefined)}
    />
  )
}

/** A text in a language: what is wrong with it is said while it is written. */
function CodeField({ find, help, ...props }: WidgetProps & { find(text: string): string | undefined; help: 'expressionHelp' | 'templateHelp' }) {
  const t = useWords(words)
  const [typed, type] = useTyped(props)
  const fault = typed === '' ? undefined : find(typed)
  return (
    <>
      <p className={styles.support}>{t(help)}</p>
      <Textarea {...controlProps(props)} className={styles.code} value={typed} onChange={type} required={props.required} autosize minRows={2} maxRows={12} spellCheck={false} autoCapitalize="off" aria-invalid={fault !== undefined || undefined} />
      <div role="status">{fault !== undefined && <p className={styles.wrong}>{t('expressionWrong', { detail: fault })}</p>}</div>
    </>
  )
}

const expressionFault = (text: string) => faultOf(() => compileExpression(text))
const templateFault = (text: string) => faultOf(() => compileTemplate(text))

function faultOf(compile: () => unknown): string | undefined {
  try {
    compile()
    return undefined
  } catch (error) {
    if (error instanceof ExpressionError) return error.position === undefined ? error.message : `${error.message} (${error.position})`
    throw error
  }
}

function SelectWidget(props: WidgetProps) {
  const { value, onChange, options, required } = props
  const { enumOptions = [], emptyValue } = options
  const data = enumOptions.map((option, index) => ({ value: enumOptionValueEncoder(option.value, index), label: option.label }))
  const chosen = enumOptions.findIndex((option) => option.value === value)
  return (
    <Select
      {...controlProps(props)} data={data} required={required} allowDeselect={!required} clearable={!required && !props.readonly} value={chosen < 0 ? null : (data[chosen]?.value ?? null)}
      onChange={(next) => onChange(next === null ? emptyValue : enumOptionValueDecoder(next, enumOptions, undefined, emptyValue))}
    />
  )
}

/** The label stands behind a box, the support text under it; a box is neither required nor optional. */
function CheckboxWidget(props: WidgetProps) {
  const { id, label, schema, value, onChange } = props
  const control = controlProps(props)
  return (
    <div className={styles.checkbox}>
      <input {...control} type="checkbox" aria-readonly={props.readonly || undefined} checked={value === true} onChange={(event) => !props.readonly && onChange(event.currentTarget.checked)} />
      <label htmlFor={id}>{label}</label>
      {schema.description && (
        <p id={`${id}-support`} className={styles.support}>
          {schema.description}
        </p>
      )}
    </div>
  )
}

export const formWidgets: RegistryWidgetsType = { TextWidget, SelectWidget, CheckboxWidget }
