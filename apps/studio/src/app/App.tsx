import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Link, Route, Switch, matchRoute, useLocation, useRouter } from 'wouter'
import { useWords } from '../i18n/words.ts'
import { theme } from '../theme/theme.ts'
import { DraftGate, Loading } from './DraftGate.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'
import styles from './Shell.module.css'
import { pages } from './pages.tsx'
import { queryClient } from './server.ts'
import { words } from './words.ts'

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <Pages />
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
              {pages.map(({ path, component }) => (
                <Route key={path} path={path} component={component} />
              ))}
              <Route component={NotFound} />
            </Switch>
          </DraftGate>
        </Suspense>
      </ErrorBoundary>
    </Shell>
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
