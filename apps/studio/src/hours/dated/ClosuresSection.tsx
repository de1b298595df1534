import { Button, NativeSelect } from '@mantine/core'
import type { Hours } from '@madoguchi/schemas'
import { IconPlus } from '@tabler/icons-react'
import shared from '../../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { monthDayText } from '../../telephone/clock-text.ts'
import { sourceOf } from '../Inherited.tsx'
import { TextCell } from '../TextCell.tsx'
import { runOnHours } from '../hours-document.ts'
import styles from '../hours.module.css'
import { type HoursView, problemsAt } from '../use-hours.ts'
import { words } from '../words.ts'

type Closure = NonNullable<Hours['closures']>[number]

/** Closings of the same days each year. Those of a parent add up with one's own: a day the whole prefecture is closed cannot be opened here but by an exception. */
export function ClosuresSection({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const edit = (change: (closures: readonly Closure[]) => readonly Closure[]) => runOnHours(view.id, 'act.closures', (hours) => ({ ...hours, closures: [...change(hours.closures ?? [])] }))
  const own = view.hours.closures ?? []
  const inherited = view.inherited.closures.filter(({ pointer }) => pointer.startsWith('/parent'))
  return (
    <section className={shared.section} aria-labelledby="hours-closures">
      <div className={shared.heading}>
        <h2 id="hours-closures">{t('closures')}</h2>
        {!readOnly && (
          <Button variant="outline" leftSection={<IconPlus aria-hidden size={18} />} onClick={() => edit((now) => [...now, { title: t('newClosure'), from: '08-13', until: '08-15' }])}>
            {t('addClosure')}
          </Button>
        )}
      </div>
      {own.length === 0 && inherited.length === 0 && <p className={styles.soft}>{t('noClosures')}</p>}
      {own.map((closure, index) => (
        <fieldset key={index} className={styles.part}>
          <legend className="visually-hidden">{closure.title}</legend>
          <div className={shared.row}>
            <TextCell label={t('name')} value={closure.title} readOnly={readOnly} onChange={(title) => edit((now) => now.map((one, at) => (at === index ? { ...one, title } : one)))} />
            {readOnly ? (
              <p>{closureText(closure, language)}</p>
            ) : (
              <>
                <MonthDay label={t('closedFrom')} value={closure.from} onChange={(from) => edit((now) => now.map((one, at) => (at === index ? { ...one, from } : one)))} />
                <MonthDay label={t('closedUntil')} value={closure.until} onChange={(until) => edit((now) => now.map((one, at) => (at === index ? { ...one, until } : one)))} />
                <Button className={styles.push} variant="subtle" color="red" size="xs" aria-label={`${closure.title} ${t('remove')}`} onClick={() => edit((now) => now.filter((_, at) => at !== index))}>
                  {t('remove')}
                </Button>
              </>
            )}
          </div>
          {closure.until < closure.from && <p className={styles.soft}>{t('overNewYear')}</p>}
          {problemsAt(view.problems, `/closures/${index}`).map((problem) => (
            <p key={problem.pointer} className={styles.fault}>
              {inLanguage(problem, language)}
            </p>
          ))}
        </fieldset>
      ))}
      {inherited.map(({ value, pointer }) => (
        <p key={pointer} className={styles.inherited} data-inherited>
          <strong>{value.title}</strong> {closureText(value, language)} {t('inheritedPart', { title: titleOf(sourceOf(view, pointer), language) })}
        </p>
      ))}
      {inherited.length > 0 && <p className={styles.soft}>{t('closuresAddUp')}</p>}
    </section>
  )
}

const closureText = ({ from, until }: Closure, language: 'ja' | 'en') => `${monthDayText(from, language)} – ${monthDayText(until, language)}`
const titleOf = (hours: Hours | undefined, language: 'ja' | 'en') => hours?.title[language] ?? hours?.title.ja ?? ''
const two = (value: number) => String(value).padStart(2, '0')

function MonthDay({ label, value, onChange }: { label: string; value: string; onChange(monthDay: string): void }) {
  const t = useWords(words)
  const [month = '01', day = '01'] = value.split('-')
  // A leap year, so that a closing may name 29 February.
  const last = new Date(Date.UTC(2024, Number(month), 0)).getUTCDate()
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => ({ value: two(index + 1), label: String(index + 1) }))
  const pick = (to: string) => onChange(`${to}-${two(Math.min(Number(day), new Date(Date.UTC(2024, Number(to), 0)).getUTCDate()))}`)
  return (
    <div className={styles.monthDay}>
      <NativeSelect label={`${label} ${t('month')}`} value={month} data={numbers(12)} onChange={({ currentTarget }) => pick(currentTarget.value)} />
      <NativeSelect label={`${label} ${t('day')}`} value={day} data={numbers(Math.max(last, Number(day)))} onChange={({ currentTarget }) => onChange(`${month}-${currentTarget.value}`)} />
    </div>
  )
}
