import { Tabs } from '@mantine/core'
import { Link, useParams, useSearchParams } from 'wouter'
import { problemsOf, useProblems } from '../check/problems-store.ts'
import shared from '../documents/documents.module.css'
import { words as documentWords } from '../documents/words.ts'
import { documentTitle } from '../draft/document-title.ts'
import { useDraft, useReadOnly } from '../draft/draft.ts'
import { UndoRedo } from '../editor/UndoRedo.tsx'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { SettingsTab } from './SettingsTab.tsx'
import { UnreadableDocument } from './UnreadableDocument.tsx'
import { DatedTab } from './dated/DatedTab.tsx'
import { hoursPage, hoursPath } from './hours-document.ts'
import styles from './hours.module.css'
import { OutlookTab } from './outlook/OutlookTab.tsx'
import { type HoursView, useHours } from './use-hours.ts'
import { WeekTab } from './week/WeekTab.tsx'
import { words } from './words.ts'
import { YearTab } from './year/YearTab.tsx'

const tabs = ['week', 'year', 'dated', 'outlook', 'settings'] as const
type Tab = (typeof tabs)[number]

/** One hours document: its week, its year, what differs from them, what it comes to, and its settings. */
export default function HoursPage() {
  const t = useWords(words)
  const sayShared = useWords(documentWords)
  const language = useLanguage()
  const { id = '' } = useParams()
  const readOnly = useReadOnly()
  const document = useDraft((state) => state.documents[hoursPath(id)])
  const view = useHours(id)
  if (document === undefined) {
    return (
      <div className={shared.page}>
        <h1>{t('notFound', { id })}</h1>
        <p>{sayShared('notFoundText')}</p>
        <Link href="/hours">{t('all')}</Link>
      </div>
    )
  }
  return (
    <div className={shared.page}>
      <div className={shared.heading}>
        <nav className={shared.row}>
          <Link href="/hours">{t('all')}</Link>
          <span aria-hidden>›</span>
          <h1>{documentTitle(document, hoursPath(id), language)}</h1>
        </nav>
        {!readOnly && <UndoRedo />}
      </div>
      <HoursProblems id={id} view={view} />
      {view ? <Parts key={id} view={view} readOnly={readOnly} /> : <UnreadableDocument path={hoursPath(id)} title={id} />}
    </div>
  )
}

function Parts({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const [search, setSearch] = useSearchParams()
  const tab = tabs.find((one) => one === search.get('view')) ?? 'week'
  const go = (to: string | null) => setSearch(to === null || to === 'week' ? {} : { view: to }, { replace: true })
  const panel: Record<Tab, React.ReactNode> = {
    week: <WeekTab view={view} readOnly={readOnly} />,
    year: <YearTab view={view} readOnly={readOnly} />,
    dated: <DatedTab view={view} readOnly={readOnly} />,
    outlook: <OutlookTab view={view} />,
    settings: <SettingsTab view={view} readOnly={readOnly} />,
  }
  return (
    <Tabs value={tab} onChange={go} keepMounted={false}>
      <Tabs.List>
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((one) => (
        <Tabs.Panel key={one} value={one} pt={16}>
          <div className={styles.tab}>{tab === one && panel[one]}</div>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** Where a place of the document is edited. */
function tabOf(pointer: string): Tab {
  if (pointer.startsWith('/weekly')) return 'week'
  return /^\/(?:exceptions|rules|closures)/.test(pointer) ? 'dated' : 'settings'
}

/** What is wrong with these hours: at once what follows from the document itself, then what the check of the whole draft adds. */
function HoursProblems({ id, view }: { id: string; view: HoursView | undefined }) {
  const t = useWords(words)
  const language = useLanguage()
  const checked = problemsOf(useProblems((state) => state.problems), hoursPath(id))
  const own = (view?.problems ?? []).map(({ code, pointer, ja, en }) => ({ code: String(code), pointer, message: { ja, en } }))
  const all = [...own, ...checked.filter(({ code }) => view === undefined || !code.startsWith('hours.'))]
  if (all.length === 0) return null
  return (
    <section className={styles.problems} aria-label={t('problems')}>
      <ul>
        {all.map(({ code, pointer, message }) => (
          <li key={`${code} ${pointer}`}>
            {inLanguage(message, language)} <Link href={`${hoursPage(id)}?view=${tabOf(pointer)}`}>{t(`tab.${tabOf(pointer)}`)}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
