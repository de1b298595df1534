import { IconEye, IconShieldLock } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { ConflictDialog } from '../draft/ConflictDialog.tsx'
import { useWords } from '../i18n/words.ts'
import { useMe } from '../log-in/me.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { RequestButton } from '../publish/RequestButton.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { LiveLine } from './LiveLine.tsx'
import { Notices } from './Notices.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { SaveState } from './SaveState.tsx'
import styles from './Shell.module.css'
import { type Page, pages } from './pages.tsx'
import { words } from './words.ts'

/** What surrounds every page: the rail, what is live, whether the draft is saved, and publishing. */
export function Shell({ page, children }: { page: Page | undefined; children: ReactNode }) {
  const t = useWords(words)
  const main = useRef<HTMLElement>(null)
  const [location] = useLocation()
  const permissions = useMe(({ person }) => person?.permissions)
  const mayEdit = usePermission('draft.edit')
  const mayRead = usePermission('draft.read')
  const mayPublish = usePermission('approval.request')
  useTitleAndFocus(page ? t(page.title) : t('notFound'), main, location)
  return (
    <div className={styles.shell} data-full={page?.full || undefined}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <header className={styles.header}>
        <Link href="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>{t('product')}</span>
        </Link>
        <LiveLine />
        <div className={styles.tools}>
          {mayEdit ? <SaveState /> : mayRead && <ReadOnly />}
          {mayPublish && <RequestButton />}
          <LanguageSwitch />
          <PersonMenu />
        </div>
      </header>
      <nav className={styles.rail} aria-label={t('rail')}>
        {pages.map(({ path, title, needs, icon: Icon }) => Icon && (needs === undefined || permissions?.includes(needs)) && (
          <Link key={path} href={path} className={styles.place} aria-current={isAt(location, path) ? 'page' : undefined}>
            <Icon aria-hidden size={24} />
            <span>{t(title)}</span>
          </Link>
        ))}
        <p className={styles.loopback}>
          <IconShieldLock aria-hidden size={18} />
          <span>{t('loopback')}</span>
        </p>
      </nav>
      <main id="main" ref={main} tabIndex={-1} className={page?.full ? styles.full : styles.main}>
        {children}
      </main>
      <ConflictDialog />
      <Notices />
    </div>
  )
}

/** Where others read 「保存済み」. */
function ReadOnly() {
  const t = useWords(words)
  return (
    <p className={styles.save} title={t('readOnlyHint')} data-testid="read-only">
      <IconEye aria-hidden size={20} />
      <span>{t('readOnly')}</span>
    </p>
  )
}

function isAt(location: string, path: string): boolean {
  return path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)
}

/** A new page names itself in the window and takes the focus, so that screen readers and the Tab key begin there. */
function useTitleAndFocus(title: string, main: { current: HTMLElement | null }, location: string): void {
  const t = useWords(words)
  const first = useRef(true)
  const area = location.split('/')[1] ?? ''
  useEffect(() => {
    document.title = `${title} | ${t('productLong')}`
  })
  useEffect(() => {
    if (first.current) first.current = false
    else main.current?.focus({ preventScroll: false })
  }, [area, main])
}
