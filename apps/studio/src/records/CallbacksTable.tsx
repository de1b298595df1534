import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import styles from './Records.module.css'
import type { QueueCallback } from './records-server.ts'
import { words } from './words.ts'

/** Callers who left a queue to be called back, in the order in which it is their turn: the place counts from when they joined. */
export function CallbacksTable({ callbacks }: { callbacks: readonly QueueCallback[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  return (
    <section className={styles.page} aria-labelledby="callbacks-heading">
      <h2 id="callbacks-heading">{t('callbacks')}</h2>
      <p>{t('callbacksIntro')}</p>
      <Table label={t('callbacks')} columns={[t('turn'), t('number'), t('queue'), t('priority'), t('joined')]}>
        {callbacks.map(({ id, queue, number, priority, joinedAt }, index) => (
          <TableRow key={id} head={t('turnOf', { number: index + 1 })}>
            <TableCell column={t('number')}>{number}</TableCell>
            <TableCell column={t('queue')}>{queue}</TableCell>
            <TableCell column={t('priority')}>{t(priority)}</TableCell>
            <TableCell column={t('joined')} time>{timeText(joinedAt, timeZone, language)}</TableCell>
          </TableRow>
        ))}
      </Table>
    </section>
  )
}
