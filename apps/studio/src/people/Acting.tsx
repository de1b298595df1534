import { Button } from '@mantine/core'
import { IconUserShield } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { refreshMe } from '../log-in/me.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import { EndActingDialog, StartActingDialog } from './ActingDialogs.tsx'
import styles from './People.module.css'
import type { ActingPeriod, PeopleServer, PersonSummary } from './people-server.ts'
import { words } from './words.ts'

/** Who acts for the general manager now, and who did (R74). */
export function Acting({ server, people }: { server: PeopleServer; people: readonly PersonSummary[] }) {
  const t = useWords(words)
  const mayManage = usePermission('acting.manage')
  const now = useQuery({ queryKey: ['people', 'acting'], queryFn: () => server.acting() })
  const past = useQuery({ queryKey: ['people', 'acting-periods'], queryFn: () => server.actingPeriods() })
  const queries = useQueryClient()
  const [opened, setOpened] = useState<'start' | 'end'>()
  const error = now.error ?? past.error
  const again = () => {
    void queries.invalidateQueries({ queryKey: ['people'] })
    void refreshMe()
  }
  const close = () => setOpened(undefined)
  return (
    <section className={styles.acting} aria-labelledby="people-acting">
      <h2 id="people-acting">{t('actingTitle')}</h2>
      <p>{t('actingText')}</p>
      <FailureLine failure={error ? toFailure(error) : undefined} />
      {now.data === null && (
        <div className={styles.now}>
          <span>{t('actingNobody')}</span>
          {mayManage && (
            <Button variant="outline" aria-haspopup="dialog" onClick={() => setOpened('start')}>
              {t('startActing')}
            </Button>
          )}
        </div>
      )}
      {now.data && <Now period={now.data} onEnd={mayManage ? () => setOpened('end') : undefined} />}
      {past.data && past.data.length > 0 && <History periods={past.data} />}
      {opened === 'start' && <StartActingDialog server={server} people={people} onClose={close} onDone={again} />}
      {opened === 'end' && now.data && <EndActingDialog server={server} period={now.data} onClose={close} onDone={again} />}
    </section>
  )
}

function Now({ period: { name, startsAt, startedBy, endsAt, reason }, onEnd }: { period: ActingPeriod; onEnd: (() => void) | undefined }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  return (
    <div className={styles.now} data-acting>
      <IconUserShield aria-hidden size={26} />
      <div>
        <strong>{t('actingNow', { name })}</strong>
        <span className={styles.soft}>{t('actingSince', { at: timeText(startsAt, timeZone, language), by: startedBy })}</span>
        <span className={styles.soft}>{endsAt === null ? t('actingOpen') : t('actingUntil', { at: timeText(endsAt, timeZone, language) })}</span>
        <span className={styles.soft}>{t('actingReason', { reason })}</span>
      </div>
      {onEnd && (
        <Button color="red" variant="outline" aria-haspopup="dialog" onClick={onEnd}>
          {t('endActing')}
        </Button>
      )}
    </div>
  )
}

function History({ periods }: { periods: readonly ActingPeriod[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const at = (iso: string) => timeText(iso, timeZone, language)
  return (
    <details>
      <summary className={styles.summary}>{t('actingHistory', { count: periods.length })}</summary>
      <Table label={t('actingHistory', { count: periods.length })} columns={[t('historyPerson'), t('historyStart'), t('historyEnd'), t('historyReason')]}>
        {periods.map(({ id, name, startsAt, startedBy, endsAt, endedBy, reason }) => (
          <TableRow key={id} head={name}>
            <TableCell column={t('historyStart')} time>
              {t('by', { at: at(startsAt), by: startedBy })}
            </TableCell>
            <TableCell column={t('historyEnd')} time>
              {endsAt === null ? t('ongoing') : endedBy === null ? at(endsAt) : t('by', { at: at(endsAt), by: endedBy })}
            </TableCell>
            <TableCell column={t('historyReason')}>{reason}</TableCell>
          </TableRow>
        ))}
      </Table>
    </details>
  )
}
