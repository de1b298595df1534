import { Button, Modal } from '@mantine/core'
import { type DayLayer, dayLayers } from '@madoguchi/engine'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import shared from '../../documents/documents.module.css'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { periodsText } from '../../telephone/hours-in-words.ts'
import { sourceOf } from '../Inherited.tsx'
import { runOnHours } from '../hours-document.ts'
import styles from '../hours.module.css'
import type { HoursView } from '../use-hours.ts'
import { words } from '../words.ts'
import { dateText } from '../year/fiscal-year.ts'
import { ExceptionForm } from './ExceptionForm.tsx'
import { hasBegun, withoutException } from './exception-draft.ts'

interface DayDialogProps {
  view: HoursView
  date: string
  today: string
  readOnly: boolean
  onClose(): void
}

/** What holds on a date and why, what it would be otherwise, and the way to a dated exception. */
export function DayDialog({ view, date, today, readOnly, onClose }: DayDialogProps) {
  const t = useWords(words)
  const language = useLanguage()
  const [editing, setEditing] = useState<{ index: number | undefined }>()
  const [day] = view.table.days(date, date)
  const layers = dayLayers(view.hours, view.lookups, date)
  const own = layers.find(({ kind, pointer }) => kind === 'exception' && pointer.startsWith('/exceptions/'))
  const index = own && Number(own.pointer.split('/')[2])
  const given = index === undefined ? undefined : view.hours.exceptions?.[index]
  const begun = given !== undefined && hasBegun(given, today)
  const remove = () => {
    if (index !== undefined) runOnHours(view.id, 'act.removeException', (hours) => withoutException(hours, index))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={dateText(date, language, true)} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      {editing ? (
        <ExceptionForm view={view} index={editing.index} date={date} today={today} onDone={onClose} />
      ) : (
        <div className={styles.dialog}>
          {day && (
            <p className={styles.verdict}>
              <strong>{day.periods.length > 0 ? periodsText(day.periods.map(([from, until]) => [from, until])) : t('closedAllDay')}</strong>
              {day.state === 'error' && ` ${t('state.error')}`}
            </p>
          )}
          <h3>{t('whyHeading')}</h3>
          <ol className={styles.layers}>
            {layers.map((layer) => (
              <Layer key={`${layer.kind} ${layer.pointer}`} layer={layer} view={view} />
            ))}
          </ol>
          {date < today ? (
            <p role="note">{t('pastDate')}</p>
          ) : (
            !readOnly && (
              <div className={shared.row}>
                <Button data-autofocus onClick={() => setEditing({ index })}>
                  {t(own ? 'editException' : 'addExceptionHere')}
                </Button>
                {own && !begun && (
                  <Button variant="outline" color="red" onClick={remove}>
                    {t('removeException')}
                  </Button>
                )}
              </div>
            )
          )}
        </div>
      )}
    </Modal>
  )
}

function Layer({ layer: { kind, name, periods, pointer, decides }, view }: { layer: DayLayer; view: HoursView }) {
  const t = useWords(words)
  const language = useLanguage()
  const source = pointer.startsWith('/parent') ? sourceOf(view, pointer) : undefined
  return (
    <li data-decides={decides || undefined}>
      {decides && <IconCheck aria-hidden size={18} />}
      <span>
        <strong>{t(`layer.${kind}`)}</strong> {name} {kind !== 'uncovered' && kind !== 'emergency' && (periods.length > 0 ? periodsText(periods) : t('closedAllDay'))}
        {source && ` ${t('inheritedPart', { title: source.title[language] ?? source.title.ja })}`}
        <span className={styles.soft}> {t(decides ? 'decides' : 'hidden')}</span>
      </span>
    </li>
  )
}
