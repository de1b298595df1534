import { IconShieldLock } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { ConflictDialog } from '../draft/ConflictDialog.tsx'
import { useWords } from '../i18n/words.ts'
import { PublishButton } from '../publish/PublishButton.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { LiveLine } from './LiveLine.tsx'
import { Notices } from './Notices.tsx'
import { SaveState } from './SaveState.tsx'
import styles from './Shell.module.css'
import { type Page, pages } from './pages.tsx'
import { words } from './words.ts'

/** What surrounds every page: the rail, what is live, whether the draft is saved, and publishing. */
export function Shell({ page, children }: { page: Page | undefined; children: ReactNode }) {
  const t = useWords(words)
  const main = useRef<HTMLElement>(null)
  const [location] = useLocation()
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
          <SaveState />
          <PublishButton />
          <LanguageSwitch />
        </div>
      </header>
      <nav className={styles.rail} aria-label={t('rail')}>
        {pages.map(({ path, title, icon: Icon }) => Icon && (
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
