import { makeLocalClock } from '@madoguchi/engine'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import styles from './releases.module.css'
import type { Release, ReleasesServer } from './releases-server.ts'
import { words } from './words.ts'

/** "What was live at 2026-05-07 10:00?": one question, one answer. */
export function LiveAt({ server }: { server: ReleasesServer }) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  const { busy, failure, attempt } = useAttempt()
  const [local, setLocal] = useState('')
  const [missing, setMissing] = useState(false)
  const [answer, setAnswer] = useState<{ at: string; release: Release | null }>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const at = instantOf(local, zone)
    setMissing(at === undefined)
    if (at === undefined) return
    void attempt(async () => setAnswer({ at, release: await server.liveAt(at) }))
  }
  const said = answer && { at: timeText(answer.at, zone, language), number: answer.release?.number ?? '', message: answer.release?.message ?? '' }
  return (
    <section className={styles.form}>
      <h2>{t('atHeading')}</h2>
      <form className={styles.ask} onSubmit={submit} noValidate>
        <Field label={t('at')} support={t('atHelp')} error={missing ? t('atMissing') : undefined}>
          {(control) => <TextInput {...control} type="datetime-local" value={local} onChange={(event) => setLocal(event.currentTarget.value)} />}
        </Field>
        <Button type="submit" variant="outline" aria-busy={busy}>
          {t('ask')}
        </Button>
      </form>
      <FailureLine failure={failure} />
      <p role="status">{said && t(answer.release ? 'atAnswer' : 'atNone', said)}</p>
    </section>
  )
}

/** The instant of a local time in the zone of the contact center, as ISO 8601 in UTC. */
function instantOf(local: string, zone: string | undefined): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined
  try {
    return new Date(makeLocalClock(zone ?? 'Asia/Tokyo').epochOf(local)).toISOString()
  } catch {
    return undefined
  }
}
