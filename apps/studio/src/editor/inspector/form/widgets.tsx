import { NumberInput, Select, TextInput, Textarea } from '@mantine/core'
import { type RegistryWidgetsType, type WidgetProps, enumOptionValueDecoder, enumOptionValueEncoder } from '@rjsf/utils'
import { useState } from 'react'
import type { TextKind } from '../../../check/evaluate-text.ts'
import { CodeField } from '../../expressions/CodeField.tsx'
import type { ExpressionPlace } from '../../expressions/variables-in-scope.ts'
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
function useTyped({ value, onChange, options }: WidgetProps): [string, (text: string) => void] {
  const given = typeof value === 'string' ? value : ''
  const [typed, setTyped] = useState(given)
  const [known, setKnown] = useState(given)
  if (given !== known) {
    setKnown(given)
    setTyped(given)
  }
  return [
    typed,
    (text) => {
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
  if (schema.format === 'jsonata') return <ExpressionField {...props} kind="expression" />
  if ((schema as { 'x-template'?: boolean })['x-template']) return <ExpressionField {...props} kind="template" />
  return (schema.maxLength ?? 0) > 500 ? <LongText {...props} /> : <ShortText {...props} />
}

function ShortText(props: WidgetProps) {
  const [typed, type] = useTyped(props)
  return <TextInput {...controlProps(props)} value={typed} onChange={({ currentTarget }) => type(currentTarget.value)} required={props.required} />
}

function LongText(props: WidgetProps) {
  const [typed, type] = useTyped(props)
  return <Textarea {...controlProps(props)} value={typed} onChange={({ currentTarget }) => type(currentTarget.value)} required={props.required} autosize minRows={3} maxRows={14} />
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

/** An expression, or a text with expressions in it. Which variables it can read depends on the node that the form is about. */
function ExpressionField({ kind, ...props }: WidgetProps & { kind: TextKind }) {
  const [typed, type] = useTyped(props)
  const { place } = props.registry.formContext as { place?: ExpressionPlace }
  return <CodeField kind={kind} control={controlProps(props)} value={typed} onChange={type} place={place} readOnly={props.readonly} />
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
