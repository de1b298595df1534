import { Button, PasswordInput, TextInput } from '@mantine/core'
import type { BothLanguages } from '@madoguchi/schemas'
import { IconBuildingCommunity } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import { useFirstFocus } from '../theme/use-first-focus.ts'
import styles from './LogIn.module.css'
import type { LogInNext, LogInServer } from './log-in-server.ts'
import { rememberPlace } from './provider-return.ts'
import { useAttempt } from './use-attempt.ts'
import { words } from './words.ts'

interface PasswordStepProps {
  server: Pick<LogInServer, 'withPassword'>
  oidc: { title: BothLanguages } | null
  /** Whether the page lies over somebody's work. */
  over: boolean
  notice?: string
  onNext(next: LogInNext, password: string): void
}

/** Log-in name and password, or the log-in of the organisation (OpenID Connect). */
export function PasswordStep({ server, oidc, over, notice, onNext }: PasswordStepProps) {
  const t = useWords(words)
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, attempt } = useAttempt()
  const nameField = useFirstFocus<HTMLInputElement>()
  const passwordField = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (loginName.trim() === '') return nameField.current?.focus()
    if (password === '') return passwordField.current?.focus()
    const accepted = await attempt(async () => onNext(await server.withPassword(loginName.trim(), password), password))
    if (!accepted) passwordField.current?.select()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t('heading')}</h1>
      {notice && !failure && (
        <p className={styles.notice} role="alert">
          {notice}
        </p>
      )}
      <FailureLine failure={failure} />
      <Field label={t('loginName')} error={tried && loginName.trim() === '' ? t('loginNameMissing') : undefined}>
        {(control) => <TextInput {...control} ref={nameField} required data-autofocus autoComplete="username" autoCapitalize="none" spellCheck={false} value={loginName} onChange={(event) => setLoginName(event.currentTarget.value)} />}
      </Field>
      <Field label={t('password')} error={tried && password === '' ? t('passwordMissing') : undefined}>
        {(control) => <PasswordInput {...control} ref={passwordField} required autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />}
      </Field>
      <Button type="submit" size="md" fullWidth aria-busy={busy}>
        {busy ? t('working') : t('submit')}
      </Button>
      {oidc && <OrganisationLogIn title={oidc.title} over={over} />}
      <p className={styles.small}>{t('help')}</p>
    </form>
  )
}

/** Leads away to the provider and back: a page of its own, so nothing of this form goes there. */
function OrganisationLogIn({ title, over }: { title: BothLanguages; over: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <>
      <p className={styles.or}>{t('or')}</p>
      <Button component="a" href="/log-in/oidc" onClick={() => rememberPlace(location)} variant="outline" size="md" fullWidth leftSection={<IconBuildingCommunity aria-hidden size={20} />}>
        {t('oidc', { title: inLanguage(title, language) })}
      </Button>
      {over && <p className={styles.small}>{t('oidcLeaves')}</p>}
    </>
  )
}
