import { Button, NativeSelect } from '@mantine/core'
import type { Hours, Period } from '@madoguchi/schemas'
import { IconPlus } from '@tabler/icons-react'
import shared from '../../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { weekdayName } from '../../telephone/clock-text.ts'
import { Inherited } from '../Inherited.tsx'
import { PeriodsEditor } from '../PeriodsEditor.tsx'
import { TextCell } from '../TextCell.tsx'
import { runOnHours } from '../hours-document.ts'
import styles from '../hours.module.css'
import { type HoursView, problemsAt } from '../use-hours.ts'
import { weekdays } from '../week/use-week-drag.ts'
import { inOrder } from '../week/week-edit.ts'
import { words } from '../words.ts'

type Rule = NonNullable<Hours['rules']>[number]
const nths = [1, 2, 3, 4, 5, -1] as const

/** Rules such as "third Sunday 9 to 16", which go before the ordinary weekday. */
export function RulesSection({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const own = view.hours.rules
  const inherited = own === undefined && view.inherited.rules.length > 0
  const rules = view.inherited.rules
  const edit = (change: (rules: readonly Rule[]) => readonly Rule[]) => runOnHours(view.id, 'act.rules', (hours) => ({ ...hours, rules: [...change(hours.rules ?? [])] }))
  const add = () => edit((now) => [...now, { title: t('newRule'), nth: 3, weekday: 7, periods: [['09:00', '16:00']] }])
  return (
    <section className={shared.section} aria-labelledby="hours-rules">
      <div className={shared.heading}>
        <h2 id="hours-rules">{t('rules')}</h2>
        {!readOnly && !inherited && (
          <Button variant="outline" leftSection={<IconPlus aria-hidden size={18} />} onClick={add}>
            {t('addRule')}
          </Button>
        )}
      </div>
      <p>{t('rulesHelp')}</p>
      <Inherited view={view} part="rules" readOnly={readOnly} />
      {rules.length === 0 && <p className={styles.soft}>{t('noRules')}</p>}
      {rules.map(({ value, pointer }, index) => (
        <RuleFields
          key={pointer} rule={value} pointer={pointer} view={view} readOnly={readOnly || inherited} onRemove={() => edit((now) => now.filter((_, at) => at !== index))}
          onChange={(after) => edit((now) => now.map((one, at) => (at === index ? after : one)))}
        />
      ))}
    </section>
  )
}

interface RuleFieldsProps {
  rule: Rule
  pointer: string
  view: HoursView
  readOnly: boolean
  onChange(rule: Rule): void
  onRemove(): void
}

function RuleFields({ rule, pointer, view, readOnly, onChange, onRemove }: RuleFieldsProps) {
  const t = useWords(words)
  const language = useLanguage()
  const problems = problemsAt(view.problems, pointer)
  return (
    <fieldset className={styles.part}>
      <legend className="visually-hidden">{rule.title}</legend>
      <div className={shared.row}>
        <TextCell label={t('name')} value={rule.title} readOnly={readOnly} onChange={(title) => onChange({ ...rule, title })} />
        {readOnly ? (
          <p>{t('nthWeekday', { nth: nthText(rule.nth, t), weekday: weekdayName(rule.weekday, language) })}</p>
        ) : (
          <>
            <NativeSelect label={t('nth')} value={String(rule.nth)} data={nths.map((nth) => ({ value: String(nth), label: nthText(nth, t) }))} onChange={({ currentTarget }) => onChange({ ...rule, nth: Number(currentTarget.value) })} />
            <NativeSelect label={t('weekday')} value={String(rule.weekday)} data={weekdays.map((weekday) => ({ value: String(weekday), label: weekdayName(weekday, language) }))} onChange={({ currentTarget }) => onChange({ ...rule, weekday: Number(currentTarget.value) })} />
            <Button className={styles.push} variant="subtle" color="red" size="xs" aria-label={`${rule.title} ${t('remove')}`} onClick={onRemove}>
              {t('remove')}
            </Button>
          </>
        )}
      </div>
      <PeriodsEditor label={rule.title} periods={rule.periods} readOnly={readOnly} problems={problems} pointer={`${pointer}/periods`} onChange={(periods) => onChange({ ...rule, periods: inOrder(periods).map(([from, until]): Period => [from, until]) })} />
      {problems.filter((problem) => problem.pointer === pointer).map((problem) => (
        <p key={problem.code} className={styles.fault}>
          {inLanguage(problem, language)}
        </p>
      ))}
    </fieldset>
  )
}

function nthText(nth: number, t: ReturnType<typeof useWords<'nthN' | 'nthLast'>>): string {
  return nth === -1 ? t('nthLast') : t('nthN', { nth })
}
