import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { toFailure } from '../app/failure.ts'
import { notify } from '../app/notices.ts'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import styles from './Account.module.css'
import type { AccountServer, OwnLogIn } from './account-server.ts'
import { deviceText } from './device-text.ts'
import { words } from './words.ts'

const queryKey = ['account', 'log-ins']

/** The browsers in which one is logged in; each can be ended from here. */
export function LogIns({ server }: { server: Pick<AccountServer, 'logIns' | 'endLogIn'> }) {
  const t = useWords(words)
  const { data, error } = useQuery({ queryKey, queryFn: () => server.logIns() })
  const queries = useQueryClient()
  const { failure, attempt } = useAttempt()
  const end = async (id: string) => {
    if (!(await attempt(() => server.endLogIn(id)))) return
    notify('done', { ja: 'ログインを終了しました。', en: 'The log-in has ended.' })
    await queries.invalidateQueries({ queryKey })
  }
  return (
    <section className={styles.wide} aria-labelledby="account-log-ins">
      <h2 id="account-log-ins">{t('logInsTitle')}</h2>
      <p>{t('logInsText')}</p>
      <FailureLine failure={failure ?? (error ? toFailure(error) : undefined)} />
      {!data && !error && <p role="status">{t('loading')}…</p>}
      {data && (
        <Table label={t('logInsTitle')} columns={[t('device'), t('address'), t('since'), t('lastSeen'), t('actions')]}>
          {data.map((logIn) => (
            <LogInRow key={logIn.id} logIn={logIn} onEnd={() => void end(logIn.id)} />
          ))}
        </Table>
      )}
    </section>
  )
}

function LogInRow({ logIn, onEnd }: { logIn: OwnLogIn; onEnd(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const device = deviceText(logIn.userAgent) ?? t('otherDevice')
  return (
    <TableRow head={device}>
      <TableCell column={t('address')}>{logIn.address}</TableCell>
      <TableCell column={t('since')} time>
        {timeText(logIn.createdAt, timeZone, language)}
      </TableCell>
      <TableCell column={t('lastSeen')} time>
        {timeText(logIn.lastSeenAt, timeZone, language)}
      </TableCell>
      <TableCell>
        {logIn.current ? (
          <strong className={styles.here}>{t('here')}</strong>
        ) : (
          <Button size="compact-md" mih={36} variant="outline" color="red" aria-label={t('endOf', { device, address: logIn.address })} onClick={onEnd}>
            {t('end')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}
