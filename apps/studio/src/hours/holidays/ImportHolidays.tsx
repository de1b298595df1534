import { Button, FileButton, Modal, NumberInput, Radio } from '@mantine/core'
import type { Holidays } from '@madoguchi/schemas'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { notify } from '../../app/notices.ts'
import shared from '../../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { Table, TableCell, TableRow } from '../../theme/Table.tsx'
import { runOnHolidays } from '../hours-document.ts'
import styles from '../hours.module.css'
import { useMinute } from '../use-minute.ts'
import { words } from '../words.ts'
import { dateText } from '../year/fiscal-year.ts'
import { type HolidayChange, holidayChanges, withChanges } from './merge-holidays.ts'
import { type HolidayFile, readHolidayFile } from './read-holiday-file.ts'

type Read = HolidayFile & { name: string }

/** Takes holidays from the Cabinet Office's CSV or an iCalendar file: first shows what would change, and takes nothing from a file with a fault. */
export function ImportHolidays({ holidays }: { holidays: Holidays }) {
  const t = useWords(words)
  const [read, setRead] = useState<Read>()
  const open = async (file: File | null) => {
    if (file) setRead({ name: file.name, ...readHolidayFile(file.name, new Uint8Array(await file.arrayBuffer())) })
  }
  return (
    <>
      <FileButton onChange={(file) => void open(file)} accept=".csv,.ics,text/csv,text/calendar">
        {(props) => (
          <Button {...props} variant="outline" leftSection={<IconUpload aria-hidden size={18} />} aria-haspopup="dialog">
            {t('importHolidays')}
          </Button>
        )}
      </FileButton>
      <Modal opened={read !== undefined} onClose={() => setRead(undefined)} title={t('importHolidays')} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
        {read && (read.faults.length > 0 ? <Faults read={read} onClose={() => setRead(undefined)} /> : <Preview holidays={holidays} read={read} onDone={() => setRead(undefined)} />)}
      </Modal>
    </>
  )
}

const mostShown = 20

function Faults({ read: { name, faults }, onClose }: { read: Read; onClose(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <div className={styles.dialog} role="alert">
      <p>{t('importRefused', { file: name, count: faults.length })}</p>
      <ul>
        {faults.slice(0, mostShown).map(({ line, said }) => (
          <li key={`${line} ${said.ja}`}>
            {line !== undefined && <strong>{t('lineN', { n: line })} </strong>}
            {inLanguage(said, language)}
          </li>
        ))}
      </ul>
      {faults.length > mostShown && <p>{t('moreFaults', { count: faults.length - mostShown })}</p>}
      <div>
        <Button variant="outline" onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </div>
    </div>
  )
}

function Preview({ holidays, read, onDone }: { holidays: Holidays; read: Read; onDone(): void }) {
  const t = useWords(words)
  const known = Object.keys(holidays.dates).map((date) => Number(date.slice(0, 4)))
  const thisYear = new Date(useMinute()).getFullYear()
  const [fromYear, setFromYear] = useState(known.length > 0 ? Math.min(...known) : thisYear)
  const [estimated, setEstimated] = useState(false)
  const changes = holidayChanges(holidays.dates, read.rows, { fromYear, estimated })
  const years = [...new Set(read.rows.map(({ date }) => Number(date.slice(0, 4))))].toSorted((a, b) => a - b)
  const count = (kind: HolidayChange['kind']) => changes.filter((change) => change.kind === kind).length
  const take = () => {
    // Worked out again on what the draft holds at that moment.
    runOnHolidays(holidays.id, 'act.import', (now) => ({ ...now, dates: withChanges(now.dates, holidayChanges(now.dates, read.rows, { fromYear, estimated })), source: read.name }))
    notify('done', { ja: `「${read.name}」から祝日を取り込みました。元に戻せます。`, en: `Holidays were taken from "${read.name}". This can be undone.` })
    onDone()
  }
  return (
    <div className={styles.dialog}>
      <p>{t('importFound', { file: read.name, count: read.rows.length, from: years[0] ?? 0, to: years.at(-1) ?? 0 })}</p>
      <div className={shared.row}>
        <Field label={t('fromYear')} support={t('fromYearHelp')}>
          {(control) => <NumberInput {...control} value={fromYear} min={1948} max={2200} clampBehavior="blur" allowDecimal={false} onChange={(value) => setFromYear(Number(value))} w={140} />}
        </Field>
        <Radio.Group label={t('status')} value={estimated ? 'estimated' : 'fixed'} onChange={(value) => setEstimated(value === 'estimated')}>
          <div className={shared.row}>
            <Radio value="fixed" label={t('fixed')} />
            <Radio value="estimated" label={t('estimated')} />
          </div>
        </Radio.Group>
      </div>
      <p role="status">{changes.length === 0 ? t('importNothing') : t('importSums', { fresh: count('new'), changed: count('changed'), removed: count('removed') })}</p>
      {changes.length > 0 && (
        <div className={styles.preview} tabIndex={0} role="group" aria-label={t('importPreview')}>
          <Table label={t('importPreview')} columns={[t('date'), t('change'), t('name')]}>
            {changes.map((change) => (
              <ChangeRow key={change.date} change={change} />
            ))}
          </Table>
        </div>
      )}
      <div className={shared.row}>
        <Button variant="outline" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button aria-disabled={changes.length === 0} onClick={() => changes.length > 0 && take()} data-autofocus>
          {t('importRun')}
        </Button>
      </div>
    </div>
  )
}

const signs = { new: '＋', changed: '△', removed: '−' } as const

function ChangeRow({ change: { date, kind, before, after } }: { change: HolidayChange }) {
  const t = useWords(words)
  const language = useLanguage()
  const told = (one: typeof before) => (one ? `${one.name}${one.estimated ? t('inBrackets', { text: t('estimated') }) : ''}` : '')
  return (
    <TableRow head={dateText(date, language)}>
      <TableCell column={t('change')}>
        <span aria-hidden>{signs[kind]} </span>
        {t(`change.${kind}`)}
      </TableCell>
      <TableCell column={t('name')}>{kind === 'changed' ? `${told(before)} → ${told(after)}` : told(after ?? before)}</TableCell>
    </TableRow>
  )
}
