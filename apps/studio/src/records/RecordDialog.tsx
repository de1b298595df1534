import { Button, Modal } from '@mantine/core'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import styles from './Records.module.css'
import type { ServiceRecord } from './records-server.ts'
import { words } from './words.ts'

/** One record with all that the flow wrote into it. */
export function RecordDialog({ record, onClose, onWork }: { record: ServiceRecord; onClose(): void; onWork: ((record: ServiceRecord) => void) | undefined }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const { kind, title, number, state, doneAt, doneByName } = record
  const fields = Object.entries(record.fields)
  return (
    <Modal opened onClose={onClose} title={`${t(kind)}：${title}`}>
      <div className={styles.page}>
        <p>{`${t('number')}: ${number === '' ? t('anonymous') : number}`}</p>
        <h2>{t('fields')}</h2>
        {fields.length === 0 ? <p>{t('noFields')}</p> : (
          <dl className={styles.fields}>
            {fields.map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>])}
          </dl>
        )}
        {doneAt !== null && doneByName !== null && <p>{t('doneBy', { name: doneByName, time: timeText(doneAt, timeZone, language) })}</p>}
        {onWork && <Button onClick={() => onWork(record)}>{t(state === 'open' ? 'markDone' : 'reopen')}</Button>}
      </div>
    </Modal>
  )
}
