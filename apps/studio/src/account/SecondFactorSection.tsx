import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { notify } from '../app/notices.ts'
import { useWords } from '../i18n/words.ts'
import { refreshMe } from '../log-in/me.ts'
import { toPlainCode } from '../log-in/second-factor-code.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import { useFirstFocus } from '../theme/use-first-focus.ts'
import styles from './Account.module.css'
import { QrCode } from './QrCode.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import type { AccountServer } from './account-server.ts'
import { words } from './words.ts'

type State = { at: 'rest' } | { at: 'scan'; uri: string; secret: string } | { at: 'codes'; codes: readonly string[] } | { at: 'remove' }

/** Setting up and removing the second factor (RFC 6238), usable on machines without internet. */
export function SecondFactorSection({ server, on }: { server: AccountServer; on: boolean }) {
  const t = useWords(words)
  const [state, setState] = useState<State>({ at: 'rest' })
  const { failure, attempt } = useAttempt()
  const rest = () => setState({ at: 'rest' })
  const begin = () => attempt(async () => setState({ at: 'scan', ...(await server.beginSecondFactor()) }))
  const close = () => {
    rest()
    void refreshMe()
  }
  return (
    <section className={styles.card} aria-labelledby="account-second">
      <h2 id="account-second">{t('secondTitle')}</h2>
      {state.at === 'rest' && (
        <>
          <p>{t(on ? 'secondOn' : 'secondOff')}</p>
          <FailureLine failure={failure} />
          <div>
            {on ? (
              <Button variant="outline" color="red" onClick={() => setState({ at: 'remove' })}>
                {t('remove')}
              </Button>
            ) : (
              <Button onClick={() => void begin()}>{t('setUp')}</Button>
            )}
          </div>
        </>
      )}
      {state.at === 'scan' && <Scan server={server} uri={state.uri} secret={state.secret} onCodes={(codes) => setState({ at: 'codes', codes })} onCancel={rest} />}
      {state.at === 'codes' && <RecoveryCodes codes={state.codes} onDone={close} />}
      {state.at === 'remove' && <Removal server={server} onDone={close} onCancel={rest} />}
    </section>
  )
}

interface ScanProps {
  server: Pick<AccountServer, 'confirmSecondFactor'>
  uri: string
  secret: string
  onCodes(codes: readonly string[]): void
  onCancel(): void
}

function Scan({ server, uri, secret, onCodes, onCancel }: ScanProps) {
  const t = useWords(words)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, attempt } = useAttempt()
  const first = useFirstFocus<HTMLInputElement>()
  const given = toPlainCode(code)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (given !== '') void attempt(async () => onCodes((await server.confirmSecondFactor(given)).recoveryCodes))
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>{t('scan')}</p>
      <QrCode text={uri} label={t('qrLabel')} />
      <p>{t('orType')}</p>
      <div>
        <div className={styles.label}>{t('secret')}</div>
        <code className={styles.secret} data-testid="secret">
          {secret.match(/.{1,4}/g)?.join(' ')}
        </code>
      </div>
      <FailureLine failure={failure} />
      <Field label={t('confirmCode')} error={tried && given === '' ? t('codeMissing') : undefined}>
        {(control) => <TextInput {...control} ref={first} required maw={200} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.currentTarget.value)} />}
      </Field>
      <div className={styles.actions}>
        <Button type="submit" aria-busy={busy}>
          {busy ? t('working') : t('confirm')}
        </Button>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function Removal({ server, onDone, onCancel }: { server: Pick<AccountServer, 'removeSecondFactor'>; onDone(): void; onCancel(): void }) {
  const t = useWords(words)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, attempt } = useAttempt()
  const first = useFirstFocus<HTMLInputElement>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (password === '' || !(await attempt(() => server.removeSecondFactor(password)))) return
    notify('done', { ja: '二段階認証を解除しました。', en: 'The second factor was removed.' })
    onDone()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p>{t('removeText')}</p>
      <FailureLine failure={failure} />
      <Field label={t('currentPassword')} error={tried && password === '' ? t('currentMissing') : undefined}>
        {(control) => <PasswordInput {...control} ref={first} required autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />}
      </Field>
      <div className={styles.actions}>
        <Button type="submit" color="red" aria-busy={busy}>
          {busy ? t('working') : t('remove')}
        </Button>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
