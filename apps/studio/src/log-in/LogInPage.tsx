import { useEffect, useState } from 'react'
import { LanguageSwitch } from '../app/LanguageSwitch.tsx'
import { words as appWords } from '../app/words.ts'
import { useWords } from '../i18n/words.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { FirstPasswordStep } from './FirstPasswordStep.tsx'
import styles from './LogIn.module.css'
import { PasswordStep } from './PasswordStep.tsx'
import { SecondFactorStep } from './SecondFactorStep.tsx'
import { type LogInNext, type LogInOptions, type LogInServer, logInServer } from './log-in-server.ts'
import { type ProviderProblem, readProviderReturn } from './provider-return.ts'
import { words } from './words.ts'

interface LogInPageProps {
  server?: LogInServer
  /** The person whose log-in ended while they worked; the page lies over theirs. */
  again?: { name: string }
  /** Whether somebody has logged in who must change their password before anything else. */
  mustChangePassword?: boolean
  onDone(): void
  onOut?(): void
}

type Step = { at: 'password'; notice?: 'startAgain' | ProviderProblem } | { at: 'second-factor'; password: string } | { at: 'change-password'; password?: string }

/** Logging in: password, then whatever the server asks for next. */
export function LogInPage({ server = logInServer, again, mustChangePassword = false, onDone, onOut }: LogInPageProps) {
  const t = useWords(words)
  const product = useWords(appWords)
  const options = useOptions(server)
  const [step, setStep] = useState<Step>(() => firstStep(mustChangePassword))
  const lead = (next: LogInNext, password: string) => {
    if (next === 'done') onDone()
    else setStep({ at: next, password })
  }
  const restart = () => setStep({ at: 'password', notice: 'startAgain' })
  const demo = step.at === 'password' && options ? options.demo : []
  return (
    <div className={styles.page} data-over={again ? '' : undefined}>
      <header className={styles.top}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>{product('product')}</span>
        </p>
        <LanguageSwitch />
      </header>
      <main className={styles.columns} data-demo={demo.length > 0 || undefined}>
        <section className={styles.card}>
          {again && step.at === 'password' && <Expired name={again.name} />}
          {step.at === 'password' && <PasswordStep server={server} oidc={options?.oidc ?? null} over={again !== undefined} notice={step.notice && t(step.notice === 'expired' ? 'oidc-expired' : step.notice)} onNext={lead} />}
          {step.at === 'second-factor' && <SecondFactorStep server={server} onNext={(next) => lead(next, step.password)} onRestart={restart} onBack={() => setStep({ at: 'password' })} />}
          {step.at === 'change-password' && <FirstPasswordStep server={server} current={step.password} onDone={onDone} onRestart={restart} onOut={onOut} />}
        </section>
        {demo.length > 0 && <DemoPeople people={demo} server={server} onNext={(next) => lead(next, '')} />}
      </main>
    </div>
  )
}

/** From the start, or from where the log-in of the organisation has led. */
function firstStep(mustChangePassword: boolean): Step {
  if (mustChangePassword) return { at: 'change-password' }
  const { problem, secondFactor } = readProviderReturn(location)
  return secondFactor ? { at: 'second-factor', password: '' } : { at: 'password', ...(problem && { notice: problem }) }
}

function Expired({ name }: { name: string }) {
  const t = useWords(words)
  return (
    <div className={styles.expired} role="alert">
      <strong>{t('expired')}</strong>
      <p>{t('expiredText', { name })}</p>
      <p className={styles.small}>{t('otherPerson', { name })}</p>
    </div>
  )
}

/** Without an answer there are no demo people and no button; the password form works all the same. */
function useOptions(server: LogInServer): LogInOptions | undefined {
  const [options, setOptions] = useState<LogInOptions>()
  useEffect(() => {
    let left = false
    void server.options().then((answer) => !left && setOptions(answer), () => {})
    return () => {
      left = true
    }
  }, [server])
  return options
}
