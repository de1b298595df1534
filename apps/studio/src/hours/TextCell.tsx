import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { words } from './words.ts'

interface TextCellProps {
  label: string
  /** In a table, whose column says it already. */
  hidden?: boolean
  value: string
  readOnly: boolean
  onChange(text: string): void
}

/** A text of the draft that must not be empty: it is taken when one leaves the field, and an empty one says so and is not taken. */
export function TextCell({ label, hidden, value, readOnly, onChange }: TextCellProps) {
  const t = useWords(words)
  const [typed, setTyped] = useState<string>()
  const empty = typed !== undefined && typed.trim() === ''
  const take = () => {
    if (typed === undefined || empty) return
    setTyped(undefined)
    if (typed.trim() !== value) onChange(typed.trim())
  }
  return (
    <TextInput
      {...(hidden ? { 'aria-label': label } : { label })} value={typed ?? value} readOnly={readOnly} error={empty ? t('textMissing') : undefined} onChange={({ currentTarget }) => setTyped(currentTarget.value)} onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
