import { Button, Modal } from '@mantine/core'
import type { HoursProblem, Sourced } from '@madoguchi/engine'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import shared from '../../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { periodsText } from '../../telephone/hours-in-words.ts'
import { Table, TableCell, TableRow } from '../../theme/Table.tsx'
import { sourceOf } from '../Inherited.tsx'
import { runOnHours } from '../hours-document.ts'
import styles from '../hours.module.css'
import { type HoursView, problemsAt } from '../use-hours.ts'
import { useMinute } from '../use-minute.ts'
import { words } from '../words.ts'
import { dateText } from '../year/fiscal-year.ts'
import { ClosuresSection } from './ClosuresSection.tsx'
import { ExceptionForm } from './ExceptionForm.tsx'
import { RulesSection } from './RulesSection.tsx'
import { type Exception, hasBegun, withoutException } from './exception-draft.ts'

/** What differs from the ordinary week: dated exceptions, nth-weekday rules, yearly closures. */
export function DatedTab({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  return (
    <>
      <ExceptionsSection view={view} readOnly={readOnly} />
      <RulesSection view={view} readOnly={readOnly} />
      <ClosuresSection view={view} readOnly={readOnly} />
    </>
  )
}

function ExceptionsSection({ view, readOnly }: { view: HoursView; readOnly: boolean }) {
  const t = useWords(words)
  const [editing, setEditing] = useState<{ index: number | undefined }>()
  const [past, setPast] = useState(false)
  const today = view.table.isoOf(useMinute()).slice(0, 10)
  const all = view.inherited.exceptions.toSorted((a, b) => (a.value.date < b.value.date ? -1 : 1))
  const isOver = ({ value }: Sourced<Exception>) => (value.until ?? value.date) < today
  const shown = all.filter((one) => past || !isOver(one))
  const over = all.filter(isOver).length
  return (
    <section className={shared.section} aria-labelledby="hours-exceptions">
      <div className={shared.heading}>
        <h2 id="hours-exceptions">{t('exceptions')}</h2>
        {!readOnly && (
          <Button leftSection={<IconPlus aria-hidden size={18} />} aria-haspopup="dialog" onClick={() => setEditing({ index: undefined })}>
            {t('addException')}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <p>{t('noExceptions')}</p>
      ) : (
        <Table label={t('exceptions')} columns={[t('exceptionDate'), t('exceptionTimes'), t('reason'), ...(readOnly ? [] : [t('actions')])]}>
          {shown.map((one) => (
            <ExceptionRow key={one.pointer} one={one} view={view} over={isOver(one)} begun={hasBegun(one.value, today)} readOnly={readOnly} problems={problemsAt(view.problems, one.pointer)} onEdit={(index) => setEditing({ index })} />
          ))}
        </Table>
      )}
      {over > 0 && (
        <div>
          <Button variant="subtle" aria-expanded={past} onClick={() => setPast(!past)}>
            {past ? t('hidePast') : t('showPast', { count: over })}
          </Button>
        </div>
      )}
      <Modal opened={editing !== undefined} onClose={() => setEditing(undefined)} title={t(editing?.index === undefined ? 'addException' : 'editException')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
        {editing && <ExceptionForm view={view} index={editing.index} date={today} today={today} onDone={() => setEditing(undefined)} />}
      </Modal>
    </section>
  )
}

interface ExceptionRowProps {
  one: Sourced<Exception>
  view: HoursView
  over: boolean
  /** Some of its days are over and some are not: it can be ended, not removed. */
  begun: boolean
  readOnly: boolean
  problems: readonly HoursProblem[]
  onEdit(index: number): void
}

function ExceptionRow({ one: { value, pointer }, view, over, begun, readOnly, problems, onEdit }: ExceptionRowProps) {
  const t = useWords(words)
  const language = useLanguage()
  const own = pointer.startsWith('/exceptions/')
  const index = Number(pointer.split('/').at(-1))
  const source = own ? undefined : sourceOf(view, pointer)
  const when = value.until === undefined ? dateText(value.date, language) : `${dateText(value.date, language)} – ${dateText(value.until, language)}`
  return (
    <TableRow head={when} note={source && t('inheritedPart', { title: source.title[language] ?? source.title.ja })}>
      <TableCell column={t('exceptionTimes')} time>
        {value.periods.length > 0 ? periodsText(value.periods) : t('closedAllDay')}
      </TableCell>
      <TableCell column={t('reason')}>
        {value.reason}
        {value.approver !== undefined && <span className={styles.soft}> {t('approvedBy', { name: value.approver })}</span>}
        {problems.map((problem) => (
          <p key={problem.code} className={styles.fault}>
            {inLanguage(problem, language)}
          </p>
        ))}
      </TableCell>
      {!readOnly && (
        <TableCell column={t('actions')}>
          {own && (
            <div className={styles.acts}>
              {over ? (
                <span className={styles.soft}>{t('over')}</span>
              ) : (
                <Button variant="outline" size="xs" aria-label={`${when} ${t('edit')}`} onClick={() => onEdit(index)}>
                  {t('edit')}
                </Button>
              )}
              {!begun && (
                <Button variant="subtle" color="red" size="xs" aria-label={`${when} ${t('remove')}`} onClick={() => runOnHours(view.id, 'act.removeException', (hours) => withoutException(hours, index))}>
                  {t('remove')}
                </Button>
              )}
            </div>
          )}
        </TableCell>
      )}
    </TableRow>
  )
}
