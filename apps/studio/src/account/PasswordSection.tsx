import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { notify } from '../app/notices.ts'
import { useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import styles from './Account.module.css'
import { NewPasswordFields } from './NewPasswordFields.tsx'
import type { AccountServer } from './account-server.ts'
import { passwordFault } from './password-rule.ts'
import { words } from './words.ts'

const empty = { current: '', next: '', repeated: '' }

export function PasswordSection({ server }: { server: Pick<AccountServer, 'changePassword'> }) {
  const t = useWords(words)
  const [form, setForm] = useState(empty)
  const [tried, setTried] = useState(false)
  const { busy, failure, attempt } = useAttempt()
  const set = (change: Partial<typeof empty>) => setForm((before) => ({ ...before, ...change }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (form.current === '' || passwordFault(form.next, form.repeated, form.current)) return
    if (!(await attempt(() => server.changePassword(form.current, form.next)))) return
    setForm(empty)
    setTried(false)
    notify('done', { ja: 'パスワードを変更しました。ほかの端末のログインは終了しました。', en: 'The password was changed. Log-ins on other devices have ended.' })
  }
  return (
    <section className={styles.card} aria-labelledby="account-password">
      <h2 id="account-password">{t('passwordTitle')}</h2>
      <p>{t('passwordText')}</p>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <FailureLine failure={failure} />
        <Field label={t('currentPassword')} error={tried && form.current === '' ? t('currentMissing') : undefined}>
          {(control) => <PasswordInput {...control} required autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }} value={form.current} onChange={(event) => set({ current: event.currentTarget.value })} />}
        </Field>
        <NewPasswordFields next={form.next} repeated={form.repeated} current={form.current} tried={tried} onChange={set} />
        <div>
          <Button type="submit" aria-busy={busy}>
            {busy ? t('working') : t('changePassword')}
          </Button>
        </div>
      </form>
    </section>
  )
}
