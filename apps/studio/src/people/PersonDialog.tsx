import { Button, Drawer } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { notify } from '../app/notices.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import styles from './People.module.css'
import { PersonFields } from './PersonFields.tsx'
import { TemporaryPassword } from './TemporaryPassword.tsx'
import type { PeopleServer, PersonSummary } from './people-server.ts'
import { type PersonForm, changePerson, createPerson, emptyForm, faultsOf, lastDay, rolesDiffer, toForm } from './person-form.ts'
import { words } from './words.ts'

interface PersonDialogProps {
  server: PeopleServer
  /** Left out: somebody new. */
  person: PersonSummary | undefined
  onClose(): void
  onSaved(): void
}

/** Registers or edits a person. For a new one the password of the first log-in is shown once. */
export function PersonDialog({ server, person, onClose, onSaved }: PersonDialogProps) {
  const t = useWords(words)
  const timeZone = useTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const [form, setForm] = useState<PersonForm>(() => (person ? toForm(person, timeZone) : emptyForm))
  const [openedMs] = useState(() => Date.now())
  const [tried, setTried] = useState(false)
  const [password, setPassword] = useState<string>()
  const { busy, failure, attempt } = useAttempt()
  const faults = faultsOf(form, lastDay(new Date(openedMs + 1).toISOString(), timeZone))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const worked = await attempt(async () => {
      if (person) await changePerson(server, person, form, timeZone)
      else setPassword(await createPerson(server, form, timeZone))
    })
    // Also after a refusal: of several changes the first may have been made.
    onSaved()
    if (!worked || !person) return
    notify('done', { ja: `${form.name} さんの情報を保存しました。`, en: `${form.name} was saved.` })
    onClose()
  }
  return (
    <Drawer
      opened onClose={onClose} closeOnClickOutside={false} position="right" size="min(560px, 100vw)" title={<strong>{person ? t('editTitle', { name: person.name }) : t('createTitle')}</strong>}
      closeButtonProps={{ 'aria-label': t('close') }} classNames={{ content: styles.drawer, body: styles.drawerBody }}
    >
      {password !== undefined ? (
        <div className={styles.drawerFields}>
          <TemporaryPassword loginName={form.loginName.trim().toLowerCase()} password={password} onDone={onClose} />
        </div>
      ) : (
        <form className={styles.drawerForm} onSubmit={(event) => void save(event)} noValidate>
          <div className={styles.drawerFields}>
            <PersonFields form={form} isNew={!person} faults={tried ? faults : {}} set={(change) => setForm((before) => ({ ...before, ...change }))} />
            {person && rolesDiffer(person.roles, form.roles) && <p role="status">{t('rolesEffect')}</p>}
          </div>
          <div className={styles.footer}>
            <FailureLine failure={failure} />
            <div className={styles.ends}>
              <Button variant="outline" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" aria-busy={busy}>
                {busy ? t('working') : t(person ? 'save' : 'create')}
              </Button>
            </div>
          </div>
        </form>
      )}
    </Drawer>
  )
}
