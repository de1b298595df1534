import { Button, Menu, Modal } from '@mantine/core'
import { IconChevronDown, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { autosave, draft } from '../draft/draft.ts'
import { saveStateOf } from '../draft/draft-store.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { Me } from '../log-in/log-in-server.ts'
import { logOut, useMe } from '../log-in/me.ts'
import { roleNames } from '../people/role-words.ts'
import styles from './PersonMenu.module.css'
import { notify } from './notices.ts'
import { words } from './words.ts'

/** Who works here: organisation, name and roles, whether they act for the general manager (R74), and the way out. */
export function PersonMenu() {
  const person = useMe((state) => state.person)
  return person && <MenuOf person={person} />
}

function MenuOf({ person }: { person: Me }) {
  const t = useWords(words)
  const language = useLanguage()
  const [unsaved, setUnsaved] = useState(false)
  const { name, organisation, actingFor } = person
  const roles = roleNames(person.roles, language)
  return (
    <>
      <Menu position="bottom-end" width={300} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <button type="button" className={styles.person} aria-label={[t('personMenu', { name }), organisation, roles, actingFor !== null ? t('acting') : ''].filter(Boolean).join('、')} data-testid="person">
            <IconUserCircle aria-hidden size={26} />
            <span className={styles.texts}>
              <span className={styles.name}>{name}</span>
              <span className={styles.roles}>{`${roles}・${organisation}`}</span>
            </span>
            {actingFor !== null && <span className={styles.acting}>{t('acting')}</span>}
            <IconChevronDown aria-hidden size={18} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={styles.about}>
            <span className={styles.name}>{name}</span>
            <span>{organisation}</span>
            <span>{roles}</span>
            {actingFor !== null && <span className={styles.actingLine}>{actingFor === '' ? t('actingForNobody') : t('actingFor', { name: actingFor })}</span>}
          </div>
          <Menu.Divider />
          <Menu.Item component={Link} href="/account" leftSection={<IconUserCircle aria-hidden size={20} />}>
            {t('account')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout aria-hidden size={20} />} onClick={() => void leave(() => setUnsaved(true))}>
            {t('logOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {unsaved && <UnsavedDialog onClose={() => setUnsaved(false)} />}
    </>
  )
}

/** Saves first; what cannot be saved is said before leaving. */
async function leave(onUnsaved: () => void): Promise<void> {
  await autosave.flush()
  if (saveStateOf(draft.getState().files) !== 'saved') onUnsaved()
  else await leaveNow()
}

async function leaveNow(): Promise<void> {
  await logOut().catch(() => notify('failed', { ja: 'ログアウトできませんでした。まだログインしたままです。接続を確かめて、もう一度試してください。', en: 'Logging out did not work; you are still logged in. Check the connection and try again.' }))
}

function UnsavedDialog({ onClose }: { onClose(): void }) {
  const t = useWords(words)
  return (
    <Modal opened onClose={onClose} title={t('unsavedTitle')} closeButtonProps={{ 'aria-label': t('stay') }}>
      <p>{t('unsavedText')}</p>
      <div className={styles.actions}>
        <Button variant="outline" onClick={onClose} data-autofocus>
          {t('stay')}
        </Button>
        <Button onClick={() => void leaveNow()}>{t('logOutAnyway')}</Button>
      </div>
    </Modal>
  )
}
