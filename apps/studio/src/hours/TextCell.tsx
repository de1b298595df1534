import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { words } from './words.ts'

/** A text of the draft that must not be empty: it is taken when one leaves the field, and an empty one says so and is not taken. */
export function TextCell({ label, value, readOnly, onChange }: { label: string; value: string; readOnly: boolean; onChange(text: string): void }) {
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
      label={label} value={typed ?? value} readOnly={readOnly} error={empty ? t('textMissing') : undefined} onChange={({ currentTarget }) => setTyped(currentTarget.value)} onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
