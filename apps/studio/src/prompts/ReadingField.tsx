import { Button, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../i18n/words.ts'
import css from './prompts.module.css'
import type { Readings } from './use-readings.ts'
import { promptWords } from './words.ts'

export interface ReadingFieldProps {
  readings: Readings
  /** The text that is spoken now; a word that is not in it changes nothing there. */
  text?: string
  /** Left out: nobody can speak here. */
  onTry: ((line: { written: string; say: string }) => void) | undefined
}

/** A word that comes out wrong, and how it is to be read: heard before it goes into the dictionary, and at once when it does. */
export function ReadingField({ readings, text, onTry }: ReadingFieldProps) {
  const say = useWords(promptWords)
  const [line, setLine] = useState({ written: '', say: '' })
  const done = { written: line.written.trim(), say: line.say.trim() }
  const ready = done.written !== '' && done.say !== ''
  const put = () => {
    if (!ready) return
    readings.put(done.written, { say: done.say })
    onTry?.(done)
    setLine({ written: '', say: '' })
  }
  return (
    <fieldset className={css.reading}>
      <legend>{say('readingMend')}</legend>
      <div className={css.line} style={{ alignItems: 'flex-end' }}>
        <TextInput label={say('readingWritten')} w={220} maxLength={40} value={line.written} onChange={(event) => setLine({ ...line, written: event.currentTarget.value })} />
        <TextInput label={say('readingSay')} w={220} maxLength={80} value={line.say} onChange={(event) => setLine({ ...line, say: event.currentTarget.value })} />
        {onTry && <Button variant="outline" aria-disabled={!ready || undefined} onClick={() => ready && onTry(done)}>{say('readingTry')}</Button>}
        <Button variant="outline" aria-disabled={!ready || undefined} onClick={put}>{say('readingPut')}</Button>
      </div>
      {text !== undefined && done.written !== '' && !text.includes(done.written) && <Text size="sm" className={css.bad}>{say('readingAbsent', { written: done.written })}</Text>}
      <Text size="sm" c="dimmed">{say('readingHelp', { count: readings.own.length })}</Text>
    </fieldset>
  )
}
