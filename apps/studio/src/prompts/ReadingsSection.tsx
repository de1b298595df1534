import { Button } from '@mantine/core'
import type { Program } from '@madoguchi/engine'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { server } from '../app/server.ts'
import { useReadOnly } from '../draft/draft.ts'
import { useWords } from '../i18n/words.ts'
import { ReadingField } from './ReadingField.tsx'
import css from './prompts.module.css'
import { toSpoken } from './readings.ts'
import { type Readings, useReadings } from './use-readings.ts'
import { useSpeech } from './use-speech.ts'
import { promptWords } from './words.ts'

/** The dictionary of the bundle under the list of prompts, and the readings that come with the product. */
export function ReadingsSection({ program }: { program: Program }) {
  const say = useWords(promptWords)
  const readOnly = useReadOnly()
  const readings = useReadings(program)
  const { progress, speak } = useSpeech()
  const { data } = useQuery(server.speech.status.queryOptions(undefined, { staleTime: 60_000 }))
  const own = toSpoken(readings.own)
  const canSpeak = !readOnly && data?.voice !== null && data !== undefined
  return (
    <section className={css.section} aria-labelledby="readings">
      <h2 id="readings" className={css.heading}>{say('readings')}</h2>
      <p>{say('readingsIntro')}</p>
      {readings.own.length === 0 ? <p>{say('readingsNone')}</p> : <ReadingTable readings={readings} canEdit={!readOnly} onHear={canSpeak ? (written) => void speak(written, own) : undefined} />}
      {!readOnly && <ReadingField readings={readings} onTry={canSpeak ? (line) => void speak(line.written, [...own.filter(({ written }) => written !== line.written), line]) : undefined} />}
      <div role="status">{progress.kind === 'working' ? say('speechWorking') : progress.kind === 'made' ? `${say('speechReading')} ${progress.speech.reading}` : ''}</div>
      {progress.kind === 'failed' && <span className={css.bad} role="alert">{progress.text}</span>}
      {data && (
        <details>
          <summary>{say('readingsBuiltIn', { count: data.readings.length })}</summary>
          <p className={css.soft}>{say('readingsBuiltInHelp')}</p>
          <ul className={css.words}>{data.readings.map(({ written, say: read, reading }) => <li key={written}><span lang="ja">{written} → {read ?? reading}</span></li>)}</ul>
        </details>
      )}
    </section>
  )
}

function ReadingTable({ readings, canEdit, onHear }: { readings: Readings; canEdit: boolean; onHear: ((written: string) => void) | undefined }) {
  const say = useWords(promptWords)
  const [asked, setAsked] = useState<string>()
  return (
    <ul className={css.words}>
      {readings.own.map((reading) => (
        <li key={reading.written} className={css.line}>
          <span lang="ja"><strong>{reading.written}</strong> → {reading.say}</span>
          {onHear && <Button variant="outline" size="compact-md" mih={36} onClick={() => onHear(reading.written)}>{say('readingHear', { written: reading.written })}</Button>}
          {canEdit && asked !== reading.written && <Button variant="outline" color="red" size="compact-md" mih={36} aria-label={say('readingRemove', { written: reading.written })} onClick={() => setAsked(reading.written)}>{say('readingRemoveShort')}</Button>}
          {canEdit && asked === reading.written && (
            <>
              <Button color="red" size="compact-md" mih={36} onClick={() => readings.remove(reading)}>{say('readingRemove', { written: reading.written })}</Button>
              <Button variant="outline" size="compact-md" mih={36} onClick={() => setAsked(undefined)}>{say('textOnlyNo')}</Button>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
