import { Button, Modal } from '@mantine/core'
import type { BothLanguages } from '@madoguchi/schemas'
import { useState } from 'react'
import { notify } from '../app/notices.ts'
import { useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import styles from './People.module.css'
import { TemporaryPassword } from './TemporaryPassword.tsx'
import type { PeopleServer, PersonSummary } from './people-server.ts'
import { words } from './words.ts'

/** What an administrator does to an account beside editing it; each says first what it will do. */
export type PersonAct = 'unlock' | 'resetPassword' | 'resetSecondFactor' | 'disable' | 'enable'

/** What makes sense for this account now. */
export function actsOn({ state, secondFactor }: Pick<PersonSummary, 'state' | 'secondFactor'>): PersonAct[] {
  const stopped = state === 'disabled' || state === 'unused'
  return [...(state === 'locked' ? ['unlock' as const] : []), 'resetPassword', ...(secondFactor ? ['resetSecondFactor' as const] : []), stopped ? 'enable' : 'disable']
}

const done: Record<Exclude<PersonAct, 'resetPassword'>, (name: string) => BothLanguages> = {
  unlock: (name) => ({ ja: `${name} さんのロックを解除しました。`, en: `${name} is unlocked.` }),
  resetSecondFactor: (name) => ({ ja: `${name} さんの二段階認証を解除しました。`, en: `The second factor of ${name} was removed.` }),
  disable: (name) => ({ ja: `${name} さんの利用を停止しました。`, en: `${name} is disabled.` }),
  enable: (name) => ({ ja: `${name} さんの利用を再開しました。`, en: `${name} is enabled.` }),
}

interface PersonActDialogProps {
  server: PeopleServer
  person: PersonSummary
  act: PersonAct
  onClose(): void
  onDone(): void
}

/** Says what follows, asks, and does it. A new password is shown here once. */
export function PersonActDialog({ server, person, act, onClose, onDone }: PersonActDialogProps) {
  const t = useWords(words)
  const { busy, failure, attempt } = useAttempt()
  const [password, setPassword] = useState<string>()
  const { id, name, loginName } = person
  const run = async () => {
    const worked = await attempt(async () => {
      if (act === 'resetPassword') setPassword((await server.resetPassword(id)).temporaryPassword)
      else await server[act](id)
    })
    if (!worked) return
    onDone()
    if (act === 'resetPassword') return
    notify('done', done[act](name))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={password === undefined} title={t(`title-${act}`)} closeButtonProps={{ 'aria-label': t('close') }}>
      {password !== undefined ? (
        <TemporaryPassword loginName={loginName} password={password} onDone={onClose} />
      ) : (
        <div className={styles.form}>
          <p>{t(`text-${act}`, { name })}</p>
          <FailureLine failure={failure} />
          <div className={styles.ends}>
            <Button variant="outline" onClick={onClose} data-autofocus>
              {t('cancel')}
            </Button>
            <Button color={act === 'unlock' || act === 'enable' ? undefined : 'red'} aria-busy={busy} onClick={() => void run()}>
              {busy ? t('working') : t(`do-${act}`)}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
