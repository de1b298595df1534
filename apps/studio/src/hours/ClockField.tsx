import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { readClock } from './clock.ts'
import styles from './hours.module.css'
import { words } from './words.ts'

interface ClockFieldProps {
  label: string
  value: string
  readOnly: boolean
  /** Whether the check finds something wrong with the time. */
  wrong?: boolean
  onChange(clock: string): void
}

/** A time of the day, 24:00 included, which the browser's own time field cannot say. What cannot be read stays in the field and says so. */
export function ClockField({ label, value, readOnly, wrong, onChange }: ClockFieldProps) {
  const t = useWords(words)
  const [typed, setTyped] = useState<string>()
  const unreadable = typed !== undefined && readClock(typed) === undefined
  const take = () => {
    if (typed === undefined || unreadable) return
    setTyped(undefined)
    const clock = readClock(typed)
    if (clock !== undefined && clock !== value) onChange(clock)
  }
  return (
    <TextInput
      className={styles.clock} aria-label={label} value={typed ?? value} readOnly={readOnly} inputMode="numeric" autoComplete="off" aria-invalid={wrong || unreadable || undefined} error={unreadable ? t('clockWrong') : wrong || undefined}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setTyped(undefined)
      }}
    />
  )
}
