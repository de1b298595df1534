import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import { SecretOnce } from '../theme/SecretOnce.tsx'
import styles from './Account.module.css'
import type { AccountServer } from './account-server.ts'
import { copyText } from './copy-text.ts'
import { words } from './words.ts'

const choices = [7, 30, 90, 365]

/** Makes a token and shows it this one time. */
export function NewToken({ server, onMade }: { server: Pick<AccountServer, 'makeToken'>; onMade(): void }) {
  const t = useWords(words)
  const [title, setTitle] = useState('')
  const [days, setDays] = useState(30)
  const [tried, setTried] = useState(false)
  const [token, setToken] = useState<string>()
  const { busy, failure, attempt } = useAttempt()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (title.trim() === '' || !(await attempt(async () => setToken((await server.makeToken(title.trim(), days)).token)))) return
    setTitle('')
    setTried(false)
    onMade()
  }
  if (token !== undefined) {
    return (
      <SecretOnce label={t('newToken')} text={t('newTokenText')} secret={token}>
        <Button variant="outline" leftSection={<IconCopy aria-hidden size={20} />} onClick={() => void copyText(token)}>
          {t('copy')}
        </Button>
        <Button onClick={() => setToken(undefined)}>{t('tokenClose')}</Button>
      </SecretOnce>
    )
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={styles.form}>
      <FailureLine failure={failure} />
      <div className={styles.line}>
        <Field label={t('tokenTitle')} support={t('tokenTitleHelp')} error={tried && title.trim() === '' ? t('tokenTitleMissing') : undefined}>
          {(control) => <TextInput {...control} required w="min(320px, 78vw)" maxLength={100} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />}
        </Field>
        <Field label={t('tokenDays')}>{(control) => <NativeSelect {...control} w={140} value={days} data={choices.map((count) => ({ value: String(count), label: t('days', { count }) }))} onChange={(event) => setDays(Number(event.currentTarget.value))} />}</Field>
        <Button type="submit" aria-busy={busy}>
          {busy ? t('working') : t('makeToken')}
        </Button>
      </div>
    </form>
  )
}
