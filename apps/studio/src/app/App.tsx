import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Link, Route, Switch, matchRoute, useLocation, useRouter } from 'wouter'
import { useLanguage, useWords } from '../i18n/words.ts'
import { theme } from '../theme/theme.ts'
import { LogInAgain } from '../log-in/LogInAgain.tsx'
import { LogInGate } from '../log-in/LogInGate.tsx'
import { useMe } from '../log-in/me.ts'
import { roleNames } from '../people/role-words.ts'
import { DraftGate, Loading } from './DraftGate.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'
import styles from './Shell.module.css'
import { type Page, pages } from './pages.tsx'
import { queryClient } from './server.ts'
import { words } from './words.ts'

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <LogInGate>
          <Pages />
          <LogInAgain />
        </LogInGate>
      </QueryClientProvider>
    </MantineProvider>
  )
}

function Pages() {
  const [location] = useLocation()
  const { parser } = useRouter()
  const page = pages.find(({ path }) => matchRoute(parser, path, location)[0])
  return (
    <Shell page={page}>
      <ErrorBoundary key={page?.path ?? location}>
        <Suspense fallback={<Loading />}>
          <DraftGate>
            <Switch>
              {pages.map(({ path, needs, component }) => (
                <Route key={path} path={path}>
                  <Allowed needs={needs} component={component} />
                </Route>
              ))}
              <Route component={NotFound} />
            </Switch>
          </DraftGate>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  )
}

/** An address that the person's roles do not open says so; it may have come from a colleague's message. */
function Allowed({ needs, component: Component }: Pick<Page, 'needs' | 'component'>) {
  const permissions = useMe(({ person }) => person?.permissions)
  return needs === undefined || permissions?.includes(needs) ? <Component /> : <NotAllowed />
}

function NotAllowed() {
  const t = useWords(words)
  const language = useLanguage()
  const person = useMe((state) => state.person)
  return (
    <div className={styles.message}>
      <h1>{t('notAllowed')}</h1>
      <p>{t('notAllowedText', { roles: roleNames(person?.roles ?? [], language) })}</p>
      <Link href="/">{t('toHome')}</Link>
    </div>
  )
}

function NotFound() {
  const t = useWords(words)
  return (
    <div className={styles.message}>
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundText')}</p>
      <Link href="/">{t('toHome')}</Link>
    </div>
  )
}
