import { Button, Modal } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { notify } from '../app/notices.ts'
import { dayText, timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import styles from './Account.module.css'
import { NewToken } from './NewToken.tsx'
import type { AccountServer, OwnToken } from './account-server.ts'
import { words } from './words.ts'

const queryKey = ['account', 'tokens']

/** Keys with which the command line acts as this person. */
export function Tokens({ server }: { server: Pick<AccountServer, 'tokens' | 'makeToken' | 'revokeToken'> }) {
  const t = useWords(words)
  const { data, error } = useQuery({ queryKey, queryFn: () => server.tokens() })
  const queries = useQueryClient()
  const [revoking, setRevoking] = useState<OwnToken>()
  const again = () => void queries.invalidateQueries({ queryKey })
  return (
    <section className={styles.wide} aria-labelledby="account-tokens">
      <h2 id="account-tokens">{t('tokensTitle')}</h2>
      <p>{t('tokensText')}</p>
      <NewToken server={server} onMade={again} />
      <FailureLine failure={error ? toFailure(error) : undefined} />
      {!data && !error && <p role="status">{t('loading')}…</p>}
      {data?.length === 0 && <p>{t('noTokens')}</p>}
      {data && data.length > 0 && (
        <Table label={t('tokensTitle')} columns={[t('tokenTitle'), t('made'), t('expires'), t('lastUsed'), t('state'), t('actions')]}>
          {data.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </Table>
      )}
      {revoking && <RevokeDialog token={revoking} server={server} onClose={() => setRevoking(undefined)} onRevoked={again} />}
    </section>
  )
}

function TokenRow({ token, onRevoke }: { token: OwnToken; onRevoke(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const [shownMs] = useState(() => Date.now())
  const state = token.revokedAt !== null ? 'revoked' : Date.parse(token.expiresAt) <= shownMs ? 'over' : 'good'
  return (
    <TableRow head={token.title}>
      <TableCell column={t('made')} time>
        {dayText(token.createdAt, timeZone, language)}
      </TableCell>
      <TableCell column={t('expires')} time>
        {timeText(token.expiresAt, timeZone, language)}
      </TableCell>
      <TableCell column={t('lastUsed')} time>
        {token.lastUsedAt === null ? t('never') : timeText(token.lastUsedAt, timeZone, language)}
      </TableCell>
      <TableCell column={t('state')}>{t(state)}</TableCell>
      <TableCell>
        {state === 'good' && (
          <Button size="compact-md" mih={36} variant="outline" color="red" aria-haspopup="dialog" aria-label={t('revokeOf', { title: token.title })} onClick={onRevoke}>
            {t('revoke')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}

interface RevokeDialogProps {
  token: OwnToken
  server: Pick<AccountServer, 'revokeToken'>
  onClose(): void
  onRevoked(): void
}

function RevokeDialog({ token: { id, title }, server, onClose, onRevoked }: RevokeDialogProps) {
  const t = useWords(words)
  const { busy, failure, attempt } = useAttempt()
  const revoke = async () => {
    if (!(await attempt(() => server.revokeToken(id)))) return
    notify('done', { ja: 'トークンを取り消しました。', en: 'The token was revoked.' })
    onRevoked()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('revokeOf', { title })} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <div className={styles.form}>
        <p>{t('revokeAsk', { title })}</p>
        <FailureLine failure={failure} />
        <div className={styles.ends}>
          <Button variant="outline" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" aria-busy={busy} onClick={() => void revoke()}>
            {t('revokeYes')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
