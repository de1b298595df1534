import { Button } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { Loading } from '../app/DraftGate.tsx'
import { words as appWords } from '../app/words.ts'
import { useWords } from '../i18n/words.ts'
import { useLocation } from 'wouter'
import styles from './LogIn.module.css'
import { LogInPage } from './LogInPage.tsx'
import { logOut, loggedIn, refreshMe, useMe } from './me.ts'
import { logInPath, takePlace } from './provider-return.ts'
import { words } from './words.ts'

/** Nothing of the studio is drawn, and nothing asked of the server, before somebody has logged in. */
export function LogInGate({ children }: { children: ReactNode }) {
  const phase = useMe((state) => state.phase)
  const mustChange = useMe(({ person }) => person?.mustChangePassword === true)
  useGoOn(phase === 'in' && !mustChange)
  if (phase === 'asking') return <Loading />
  if (phase === 'unreachable') return <Unreachable />
  if (phase === 'out' || mustChange) return <Entrance mustChange={mustChange} />
  return <>{children}</>
}

/** Back from the provider: to the page on which the log-in had ended, else to the first. */
function useGoOn(inside: boolean): void {
  const [path, go] = useLocation()
  useEffect(() => {
    if (inside && (path === logInPath || path === '/')) {
      const place = takePlace() ?? '/'
      if (place !== path) go(place, { replace: true })
    }
  }, [inside, path, go])
}

function Entrance({ mustChange }: { mustChange: boolean }) {
  const t = useWords(words)
  const product = useWords(appWords)
  useEffect(() => {
    document.title = `${t('heading')} | ${product('productLong')}`
  })
  return <LogInPage mustChangePassword={mustChange} onDone={() => void loggedIn()} onOut={mustChange ? () => void logOut().catch(() => location.reload()) : undefined} />
}

function Unreachable() {
  const t = useWords(words)
  return (
    <main className={styles.unreachable} role="alert">
      <h1>{t('unreachable')}</h1>
      <p>{t('unreachableText')}</p>
      <Button onClick={() => void refreshMe()}>{t('again')}</Button>
    </main>
  )
}
