import { useLanguage, useWords } from '../i18n/words.ts'
import type { Me } from '../log-in/log-in-server.ts'
import { useMe } from '../log-in/me.ts'
import { allRoles, roleMay, roleName } from '../people/role-words.ts'
import styles from './Account.module.css'
import { LogIns } from './LogIns.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { SecondFactorSection } from './SecondFactorSection.tsx'
import { Tokens } from './Tokens.tsx'
import { type AccountServer, accountServer } from './account-server.ts'
import { words } from './words.ts'

/** What everybody may see and do about their own account. */
export default function AccountPage({ server = accountServer }: { server?: AccountServer }) {
  const t = useWords(words)
  const person = useMe((state) => state.person)
  if (!person) return null
  return (
    <div className={styles.page}>
      <h1>{t('heading')}</h1>
      <p>{t('intro')}</p>
      <You person={person} />
      {person.demo ? (
        <p className={styles.note}>{t('demo')}</p>
      ) : (
        <div className={styles.pair}>
          <PasswordSection server={server} />
          <SecondFactorSection server={server} on={person.secondFactor} />
        </div>
      )}
      <LogIns server={server} />
      <Tokens server={server} />
    </div>
  )
}

function You({ person: { name, organisation, roles, actingFor } }: { person: Me }) {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <section className={styles.card} aria-labelledby="account-you">
      <h2 id="account-you">{t('you')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('name')}</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>{t('organisation')}</dt>
          <dd>{organisation}</dd>
        </div>
        <div>
          <dt>{t('roles')}</dt>
          <dd>
            <ul className={styles.roles}>
              {allRoles.filter((role) => roles.includes(role)).map((role) => (
                <li key={role}>
                  <strong>{roleName(role, language)}</strong>
                  <span>{roleMay(role, language)}</span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      {actingFor !== null && <p className={styles.acting}>{actingFor === '' ? t('actingNobody') : t('acting', { name: actingFor })}</p>}
    </section>
  )
}
