import { ActionIcon, Button } from '@mantine/core'
import type { HoursProblem } from '@madoguchi/engine'
import type { Period } from '@madoguchi/schemas'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { ClockField } from './ClockField.tsx'
import styles from './hours.module.css'
import { problemsAt } from './use-hours.ts'
import { added, inOrder, overMidnight, replaced, without } from './week/week-edit.ts'
import { words } from './words.ts'

interface PeriodsEditorProps {
  /** Whose periods they are: a weekday, an exception. For screen readers. */
  label: string
  periods: readonly Period[]
  readOnly: boolean
  /** Findings about these periods, and the pointer of the list in the document. */
  problems?: readonly HoursProblem[]
  pointer?: string
  onChange(periods: readonly Period[]): void
  /** Makes two periods of one that passes midnight; left out where the next day is not at hand. */
  onSplit?: ((index: number) => void) | undefined
}

/** The periods of a day as exact times: everything that the mouse can do on the grid, and minutes besides. */
export function PeriodsEditor({ label, periods, readOnly, problems = [], pointer = '', onChange, onSplit }: PeriodsEditorProps) {
  const t = useWords(words)
  const more = added(periods)
  return (
    <div className={styles.periods} role="group" aria-label={label}>
      {periods.length === 0 && <p className={styles.soft}>{t('noPeriods')}</p>}
      {periods.map((period, index) => (
        <PeriodRow
          key={index} label={`${label} ${t('periodN', { n: index + 1 })}`} period={period} readOnly={readOnly} problems={problemsAt(problems, `${pointer}/${index}`)}
          onChange={(after) => onChange(replaced(periods, index, after))} onRemove={() => onChange(without(periods, index))} onSplit={onSplit && (() => onSplit(index))}
        />
      ))}
      {!readOnly && (
        <Button variant="subtle" leftSection={<IconPlus aria-hidden size={18} />} aria-disabled={!more} onClick={() => more && onChange(inOrder(more))}>
          {more ? t('addPeriod') : t('dayFull')}
        </Button>
      )}
    </div>
  )
}

interface PeriodRowProps {
  label: string
  period: Period
  readOnly: boolean
  problems: readonly HoursProblem[]
  onChange(period: Period): void
  onRemove(): void
  onSplit: (() => void) | undefined
}

function PeriodRow({ label, period, readOnly, problems, onChange, onRemove, onSplit }: PeriodRowProps) {
  const t = useWords(words)
  const language = useLanguage()
  const [from, until] = period
  const wrong = problems.length > 0
  const split = overMidnight(period)
  return (
    <div>
      <div className={styles.period}>
        <ClockField label={`${label} ${t('start')}`} value={from} readOnly={readOnly} wrong={wrong} onChange={(clock) => onChange([clock, until])} />
        <span aria-hidden>–</span>
        <ClockField label={`${label} ${t('end')}`} value={until} readOnly={readOnly} wrong={wrong} onChange={(clock) => onChange([from, clock])} />
        {!readOnly && (
          <ActionIcon variant="subtle" color="red" size={36} aria-label={`${label} ${t('remove')}`} onClick={onRemove}>
            <IconTrash aria-hidden size={20} />
          </ActionIcon>
        )}
      </div>
      {problems.map((problem) => (
        <p key={problem.code} className={styles.fault}>
          {inLanguage(problem, language)}
        </p>
      ))}
      {split && !readOnly && onSplit && (
        <Button className={styles.sentence} variant="outline" size="xs" onClick={onSplit}>
          {t('split', { today: split.today.join('–'), tomorrow: split.tomorrow?.join('–') ?? '—' })}
        </Button>
      )}
    </div>
  )
}
