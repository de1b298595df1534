import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
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
  const page = usePage()
  // While the server is asked who this is and what the draft holds, the code of the page is on its way too.
  useEffect(() => void page?.load(), [page])
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

/** The page that the address names. */
function usePage(): Page | undefined {
  const [location] = useLocation()
  const { parser } = useRouter()
  return pages.find(({ path }) => matchRoute(parser, path, location)[0])
}

function Pages() {
  const [location] = useLocation()
  const page = usePage()
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
