import { IconChevronRight } from '@tabler/icons-react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { roleMay, roleName } from '../people/role-words.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import styles from './LogIn.module.css'
import type { DemoPerson, LogInNext, LogInServer } from './log-in-server.ts'
import { useAttempt } from './use-attempt.ts'
import { words } from './words.ts'

interface DemoPeopleProps {
  people: readonly DemoPerson[]
  server: Pick<LogInServer, 'asDemo'>
  onNext(next: LogInNext): void
}

/** One card a role, with what that role may do: one press logs in. Only there with demo data on this very machine. */
export function DemoPeople({ people, server, onNext }: DemoPeopleProps) {
  const t = useWords(words)
  const language = useLanguage()
  const { failure, attempt } = useAttempt()
  return (
    <section className={styles.demo} aria-labelledby="demo-heading">
      <h2 id="demo-heading">{t('demoHeading')}</h2>
      <p className={styles.small}>{t('demoText')}</p>
      <FailureLine failure={failure} />
      <ul className={styles.people}>
        {people.map(({ id, name, role, organisation }) => (
          <li key={id}>
            <button type="button" className={styles.person} onClick={() => void attempt(async () => onNext(await server.asDemo(id)))}>
              <span className={styles.role}>{roleName(role, language)}</span>
              <span className={styles.who}>
                {name}
                <span className={styles.organisation}>{organisation}</span>
              </span>
              <span className={styles.may}>{roleMay(role, language)}</span>
              <IconChevronRight aria-hidden size={20} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
