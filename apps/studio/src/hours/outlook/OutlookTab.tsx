import { Button, TextInput } from '@mantine/core'
import { HoursInputError } from '@madoguchi/engine'
import { useState } from 'react'
import shared from '../../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { instantText } from '../../telephone/clock-text.ts'
import { traceWords } from '../../telephone/words.ts'
import { Field } from '../../theme/Field.tsx'
import { Table, TableCell, TableRow } from '../../theme/Table.tsx'
import styles from '../hours.module.css'
import type { HoursView } from '../use-hours.ts'
import { words } from '../words.ts'
import { CallersHear } from './CallersHear.tsx'
import { YearMap } from './YearMap.tsx'
import { decisionInWords } from './decision-in-words.ts'

const listedChanges = 30

/** What the hours come to: at an instant, in the next changes of state, and over the year. */
export function OutlookTab({ view }: { view: HoursView }) {
  const t = useWords(words)
  const language = useLanguage()
  const { table } = view
  const [local, setLocal] = useState('')
  const [nowMs, setNowMs] = useState(() => Date.now())
  const chosen = local === '' ? nowMs : epochOf(view, local)
  const atMs = typeof chosen === 'number' ? chosen : nowMs
  const toNow = () => {
    setLocal('')
    setNowMs(Date.now())
  }
  return (
    <>
      <section className={shared.section} aria-labelledby="hours-ask">
        <h2 id="hours-ask">{t('askHeading')}</h2>
        <div className={shared.row}>
          <Field label={t('askAt', { zone: table.timeZone })} error={typeof chosen === 'number' ? undefined : inLanguage(chosen, language)}>
            {(control) => <TextInput {...control} type="datetime-local" w={240} value={local === '' ? table.isoOf(nowMs).slice(0, 16) : local} onChange={({ currentTarget }) => setLocal(currentTarget.value)} />}
          </Field>
          <Button variant="outline" onClick={toNow}>
            {t('askNow')}
          </Button>
        </div>
        <Verdict view={view} atMs={atMs} />
        <CallersHear id={view.id} atMs={atMs} />
      </section>
      <YearMap view={view} />
      <section className={shared.section} aria-labelledby="hours-changes">
        <h2 id="hours-changes">{t('changesHeading')}</h2>
        <p>{t('changesHelp', { at: instantText(atMs, table.timeZone, language) })}</p>
        <Changes view={view} atMs={atMs} />
      </section>
    </>
  )
}

function epochOf({ table }: HoursView, local: string): number | { ja: string; en: string } {
  try {
    return table.epochOf(local)
  } catch (error) {
    if (error instanceof HoursInputError) return error.said
    throw error
  }
}

/** The state at an instant, why, until when, and what comes next. */
function Verdict({ view, atMs }: { view: HoursView; atMs: number }) {
  const t = useWords(words)
  const say = useWords(traceWords)
  const language = useLanguage()
  const decision = view.table.at(atMs)
  const told = decisionInWords(view, atMs, decision, language, say)
  return (
    <div role="status">
      <p className={styles.now}>
        <strong className={styles.verdict}>{t(`state.${decision.state}`)}</strong>
        <span>{told.until}</span>
        {told.nextOpen !== undefined && <span>{told.nextOpen}</span>}
      </p>
      <p>{decision.state === 'error' ? t('errorWhy', { rule: decision.rule }) : say('why', { why: told.why })}</p>
    </div>
  )
}

function Changes({ view, atMs }: { view: HoursView; atMs: number }) {
  const t = useWords(words)
  const say = useWords(traceWords)
  const language = useLanguage()
  const changes = view.table.changes(atMs, listedChanges)
  if (changes.length === 0) return <p>{t('noChanges')}</p>
  return (
    <Table label={t('changesHeading')} columns={[t('changeAt'), t('changeTo'), t('changeWhy')]}>
      {changes.map((change) => {
        const decision = view.table.at(change.atMs)
        return (
          <TableRow key={change.atMs} head={instantText(change.atMs, view.table.timeZone, language)}>
            <TableCell column={t('changeTo')}>{t(`state.${change.state}`)}</TableCell>
            <TableCell column={t('changeWhy')}>{change.state === 'error' ? t('errorWhy', { rule: change.rule }) : decisionInWords(view, change.atMs, decision, language, say).why}</TableCell>
          </TableRow>
        )
      })}
    </Table>
  )
}
