import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { useWords } from '../i18n/words.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import { useFirstFocus } from '../theme/use-first-focus.ts'
import styles from './LogIn.module.css'
import type { LogInNext, LogInServer } from './log-in-server.ts'
import { toPlainCode } from './second-factor-code.ts'
import { useAttempt } from './use-attempt.ts'
import { words } from './words.ts'

interface SecondFactorStepProps {
  server: Pick<LogInServer, 'secondFactor'>
  onNext(next: LogInNext): void
  /** The half of the log-in that was done has run out. */
  onRestart(): void
  onBack(): void
}

/** The code of the authenticator app, or one of the codes kept for the day on which it is lost. */
export function SecondFactorStep({ server, onNext, onRestart, onBack }: SecondFactorStepProps) {
  const t = useWords(words)
  const [kind, setKind] = useState<'code' | 'recovery'>('code')
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, attempt, clear } = useAttempt()
  const field = useFirstFocus<HTMLInputElement>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const given = toPlainCode(code)
    if (given === '') return field.current?.focus()
    let gone = false
    const accepted = await attempt(async () => {
      try {
        onNext(await server.secondFactor(given))
      } catch (error) {
        gone = toFailure(error).code === 'LOG_IN_FIRST'
        throw error
      }
    })
    if (gone) onRestart()
    else if (!accepted) field.current?.select()
  }
  const change = () => {
    setKind(kind === 'code' ? 'recovery' : 'code')
    setCode('')
    setTried(false)
    clear()
    field.current?.focus()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t('secondHeading')}</h1>
      <FailureLine failure={failure} />
      <Field label={t(kind)} support={t(kind === 'code' ? 'secondText' : 'recoveryText')} error={tried && code.trim() === '' ? t(`${kind}Missing`) : undefined}>
        {(control) => (
          <TextInput
            {...control} ref={field} className={styles.code} required data-autofocus size="md" autoComplete={kind === 'code' ? 'one-time-code' : 'off'} inputMode={kind === 'code' ? 'numeric' : 'text'}
            autoCapitalize="none" spellCheck={false} value={code} onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" size="md" fullWidth aria-busy={busy}>
        {busy ? t('working') : t('submit')}
      </Button>
      <div className={styles.links}>
        <button type="button" className={styles.link} onClick={change}>
          {t(kind === 'code' ? 'useRecovery' : 'useCode')}
        </button>
        <button type="button" className={styles.link} onClick={onBack}>
          {t('back')}
        </button>
      </div>
    </form>
  )
}
