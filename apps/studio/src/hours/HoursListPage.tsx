import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { problemsOf, useProblems } from '../check/problems-store.ts'
import { NewDocumentDialog } from '../documents/NewDocumentDialog.tsx'
import shared from '../documents/documents.module.css'
import { documentTitle } from '../draft/document-title.ts'
import { useDraft, useReadOnly } from '../draft/draft.ts'
import { usesOf } from '../editor/references/uses.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { instantText } from '../telephone/clock-text.ts'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import { NewHoursDialog } from './NewHoursDialog.tsx'
import { holidaysOf, holidaysPage, holidaysPath, hoursPage, hoursPath } from './hours-document.ts'
import { idsOf, useHours } from './use-hours.ts'
import { useMinute } from './use-minute.ts'
import { words } from './words.ts'

/** All hours and all lists of holidays of the draft. */
export default function HoursListPage() {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const documents = useDraft((state) => state.documents)
  const [making, setMaking] = useState<'hours' | 'holidays'>()
  const hours = idsOf(documents, 'hours')
  const holidays = idsOf(documents, 'holidays')
  const maker = (kind: 'hours' | 'holidays') =>
    !readOnly && (
      <Button variant={kind === 'hours' ? 'filled' : 'outline'} leftSection={<IconPlus aria-hidden size={18} />} onClick={() => setMaking(kind)} aria-haspopup="dialog">
        {t(kind === 'hours' ? 'createHours' : 'createHolidays')}
      </Button>
    )
  return (
    <div className={shared.page}>
      <div className={shared.heading}>
        <h1>{t('heading')}</h1>
        {maker('hours')}
      </div>
      <p>{t('intro')}</p>
      {hours.length === 0 ? (
        <p>{t('noHours')}</p>
      ) : (
        <Table label={t('heading')} columns={[t('name'), t('nowColumn'), t('parent'), t('uses'), t('problems')]}>
          {hours.map((id) => (
            <HoursRow key={id} id={id} />
          ))}
        </Table>
      )}
      <div className={shared.heading}>
        <h2>{t('holidaysHeading')}</h2>
        {maker('holidays')}
      </div>
      {holidays.length === 0 ? (
        <p>{t('noHolidayLists')}</p>
      ) : (
        <Table label={t('holidaysHeading')} columns={[t('name'), t('years'), t('uses'), t('problems')]}>
          {holidays.map((id) => (
            <HolidaysRow key={id} id={id} />
          ))}
        </Table>
      )}
      {making === 'hours' && <NewHoursDialog onClose={() => setMaking(undefined)} />}
      {making === 'holidays' && (
        <NewDocumentDialog
          kind="holidays" heading={t('createHolidays')} nameLabel={t('holidaysName')} label={{ ja: '祝日の一覧の作成', en: 'making a list of holidays' }} page={holidaysPage} onClose={() => setMaking(undefined)}
          make={(id, title) => ({ $schema: '../../../schemas/json/holidays.schema.json', kind: 'holidays', id, title: { ja: title }, dates: {} })}
        />
      )}
    </div>
  )
}

function HoursRow({ id }: { id: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const view = useHours(id)
  const nowMs = useMinute()
  const now = view?.table.at(nowMs)
  const parent = view?.hours.parent
  return (
    <TableRow head={<Link href={hoursPage(id)}>{documentTitle(documents[hoursPath(id)], hoursPath(id), language)}</Link>} note={id}>
      <TableCell column={t('nowColumn')}>{view && now ? `${t(`state.${now.state}`)}${now.untilMs === null ? '' : t('untilBrackets', { at: instantText(now.untilMs, view.table.timeZone, language) })}` : t('unreadable')}</TableCell>
      <TableCell column={t('parent')}>{parent === undefined ? '—' : documentTitle(documents[hoursPath(parent)], parent, language)}</TableCell>
      <TableCell column={t('uses')}>{t('usesCount', { count: usesOf(documents, 'hours', id).length })}</TableCell>
      <TableCell column={t('problems')}>
        <ProblemCount path={hoursPath(id)} />
      </TableCell>
    </TableRow>
  )
}

function HolidaysRow({ id }: { id: string }) {
  const t = useWords(words)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const years = Object.keys(holidaysOf(documents, id)?.dates ?? {}).map((date) => date.slice(0, 4)).toSorted()
  return (
    <TableRow head={<Link href={holidaysPage(id)}>{documentTitle(documents[holidaysPath(id)], holidaysPath(id), language)}</Link>} note={id}>
      <TableCell column={t('years')}>{years.length === 0 ? '—' : `${years[0]}–${years.at(-1)}`}</TableCell>
      <TableCell column={t('uses')}>{t('usesCount', { count: usesOf(documents, 'holidays', id).length })}</TableCell>
      <TableCell column={t('problems')}>
        <ProblemCount path={holidaysPath(id)} />
      </TableCell>
    </TableRow>
  )
}

function ProblemCount({ path }: { path: string }) {
  const t = useWords(words)
  const count = useProblems((state) => problemsOf(state.problems, path).length)
  return count === 0 ? t('none') : <strong className={shared.bad}>{t('count', { count })}</strong>
}
