import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { NewPasswordFields } from '../account/NewPasswordFields.tsx'
import { passwordFault } from '../account/password-rule.ts'
import { toFailure } from '../app/failure.ts'
import { useWords } from '../i18n/words.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import { useFirstFocus } from '../theme/use-first-focus.ts'
import styles from './LogIn.module.css'
import type { LogInServer } from './log-in-server.ts'
import { useAttempt } from './use-attempt.ts'
import { words } from './words.ts'

interface FirstPasswordStepProps {
  server: Pick<LogInServer, 'changePassword'>
  /** The password just typed; nobody is asked for it twice. Unknown after a reload of the page. */
  current: string | undefined
  onDone(): void
  onRestart(): void
  onOut?(): void
}

/** A password that somebody else knows is changed before anything else. */
export function FirstPasswordStep({ server, current: known, onDone, onRestart, onOut }: FirstPasswordStepProps) {
  const t = useWords(words)
  const [typed, setTyped] = useState('')
  const [form, setForm] = useState({ next: '', repeated: '' })
  const [tried, setTried] = useState(false)
  const { busy, failure, attempt } = useAttempt()
  const first = useFirstFocus<HTMLInputElement>(!known)
  const current = known || typed
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (current === '' || passwordFault(form.next, form.repeated, current)) return
    let gone = false
    const changed = await attempt(async () => {
      try {
        await server.changePassword(current, form.next)
      } catch (error) {
        gone = toFailure(error).code === 'LOG_IN_FIRST'
        throw error
      }
    })
    if (changed) onDone()
    else if (gone) onRestart()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t('changeHeading')}</h1>
      <p>{t('changeText')}</p>
      <FailureLine failure={failure} />
      {!known && (
        <Field label={t('currentPassword')} error={tried && typed === '' ? t('passwordMissing') : undefined}>
          {(control) => <PasswordInput {...control} ref={first} required autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />}
        </Field>
      )}
      <NewPasswordFields {...form} current={current} tried={tried} focusFirst={Boolean(known)} onChange={(change) => setForm((before) => ({ ...before, ...change }))} />
      <Button type="submit" size="md" fullWidth aria-busy={busy}>
        {busy ? t('working') : t('change')}
      </Button>
      {onOut && (
        <div className={styles.links}>
          <button type="button" className={styles.link} onClick={onOut}>
            {t('logOut')}
          </button>
        </div>
      )}
    </form>
  )
}
