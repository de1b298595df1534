import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { toFailure } from '../app/failure.ts'
import { timeText } from '../app/time-text.ts'
import { compareLink } from '../compare/compare-link.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import { LiveAt } from './LiveAt.tsx'
import styles from './releases.module.css'
import { type Release, type ReleasesServer, pageSize, releasesServer } from './releases-server.ts'
import { RollBackDialog } from './RollBackDialog.tsx'
import { words } from './words.ts'

/** Everything that was published, newest first, and the way back to any of it. */
export default function ReleasesPage({ server = releasesServer }: { server?: ReleasesServer }) {
  const t = useWords(words)
  const queries = useQueryClient()
  const [back, setBack] = useState<Release>()
  const { data: live } = useQuery({ queryKey: ['releases', 'live'], queryFn: () => server.live() })
  const query = useInfiniteQuery({
    queryKey: ['releases', 'page'],
    queryFn: ({ pageParam }) => server.list(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.number),
  })
  const releases = query.data?.pages.flat()
  return (
    <div className={styles.page}>
      <h1>{t('heading')}</h1>
      <p>{t('intro')}</p>
      <FailureLine failure={query.error ? toFailure(query.error) : undefined} />
      {query.isPending && <p role="status">{t('loading')}…</p>}
      {releases?.length === 0 && <p>{t('none')}</p>}
      {releases && releases.length > 0 && <ReleaseTable releases={releases} live={live?.number} onBack={setBack} />}
      {query.hasNextPage && (
        <Button variant="outline" onClick={() => void query.fetchNextPage()} aria-busy={query.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
      <LiveAt server={server} />
      {back && <RollBackDialog server={server} release={back} live={live?.number} onClose={() => setBack(undefined)} onDone={() => void queries.invalidateQueries({ queryKey: ['releases'] })} />}
    </div>
  )
}

const shownDigits = 12

function ReleaseTable({ releases, live, onBack }: { releases: readonly Release[]; live: number | undefined; onBack(release: Release): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  return (
    <Table label={t('heading')} columns={[t('release'), t('effective'), t('author'), t('approver'), t('hash'), t('acts')]}>
      {releases.map((release) => (
        <TableRow key={release.number} head={<Head release={release} live={release.number === live} />} note={release.message}>
          <TableCell column={t('effective')} time>
            {timeText(release.effectiveAt, zone, language)}
          </TableCell>
          <TableCell column={t('author')}>{release.author}</TableCell>
          <TableCell column={t('approver')}>{release.approver ?? t('nobody')}</TableCell>
          <TableCell column={t('hash')}>
            <details className={styles.hash}>
              <summary>
                <code>{release.releaseHash.slice(0, shownDigits)}…</code>
              </summary>
              <code>{release.releaseHash}</code>
            </details>
          </TableCell>
          <TableCell column={t('acts')}>
            <Acts release={release} isLive={release.number === live} onBack={onBack} />
          </TableCell>
        </TableRow>
      ))}
    </Table>
  )
}

function Head({ release: { number, rollbackOf }, live }: { release: Release; live: boolean }) {
  const t = useWords(words)
  return (
    <>
      {t('number', { number })}
      {live && <strong className={styles.live}>{t('live')}</strong>}
      {rollbackOf !== null && <span className={styles.soft}>{t('rollbackOf', { number: rollbackOf })}</span>}
    </>
  )
}

function Acts({ release, isLive, onBack }: { release: Release; isLive: boolean; onBack(release: Release): void }) {
  const t = useWords(words)
  const mayCompare = usePermission('release.compare')
  const mayRollBack = usePermission('release.roll-back')
  const { number } = release
  const side = { kind: 'release', number } as const
  return (
    <div className={styles.acts}>
      {mayCompare && number > 1 && <Link href={compareLink({ kind: 'release', number: number - 1 }, side)}>{t('compareBefore')}</Link>}
      {mayCompare && isLive && <Link href={compareLink(side, { kind: 'draft' })}>{t('compareDraft')}</Link>}
      {mayCompare && <a href={`/releases/${number}/specification.pdf`}>{t('specification')}</a>}
      {mayRollBack && !isLive && (
        <Button size="compact-sm" variant="outline" onClick={() => onBack(release)} aria-haspopup="dialog" aria-label={`${t('rollBack')}: ${t('number', { number })}`}>
          {t('rollBack')}
        </Button>
      )}
    </div>
  )
}
