import { appendAudit } from '../audit/append-audit.ts'
import type { Database } from '../database/open-database.ts'
import { inTransaction } from '../database/transaction.ts'
import { StatedError } from '../stated-error.ts'
import type { Actor } from './actor.ts'
import { isConstraint } from './constraint.ts'

/** A time in which a deputy acts for the general manager (R74). Instants are ISO 8601. */
export interface ActingPeriod {
  id: number
  personId: string
  name: string
  startsAt: string
  /** Null: until somebody ends it. */
  endsAt: string | null
  reason: string
  startedBy: string
  endedBy: string | null
}

type Row = { id: number; personId: string; startsAt: Date; endsAt: Date | null; reason: string; startedBy: string; endedBy: string | null; person: { name: string } }

const toPeriod = ({ person, startsAt, endsAt, ...row }: Row): ActingPeriod => ({ ...row, name: person.name, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null })
const withName = { person: { select: { name: true } } } as const

/** The period that runs now. */
export async function currentActing(database: Database, now: Date): Promise<ActingPeriod | null> {
  const found = await database.prisma.actingPeriod.findFirst({ where: { startsAt: { lte: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] }, include: withName })
  return found === null ? null : toPeriod(found)
}

/** Newest first. */
export async function listActing(database: Database): Promise<ActingPeriod[]> {
  return (await database.prisma.actingPeriod.findMany({ orderBy: { startsAt: 'desc' }, take: 200, include: withName })).map(toPeriod)
}

/** Who answers for the center now (R73: a day without either is alarmed). Accounts that are disabled or expired do not count. */
export interface Leadership {
  generalManager: { name: string } | null
  actingDeputy: { name: string } | null
  /** One of the two is there. */
  present: boolean
}

export async function leadership(database: Database, now: Date): Promise<Leadership> {
  const { rows } = await database.pool.query<{ name: string; role: string; acting: boolean }>(
    `select p.name, r.role, exists (select from acting_period a where a.person_id = p.id and a.starts_at <= $1 and (a.ends_at is null or a.ends_at > $1)) as acting
     from person p join person_role r on r.person_id = p.id
     where r.role in ('general-manager', 'deputy') and p.disabled_at is null and (p.valid_until is null or p.valid_until > $1)`,
    [now],
  )
  const manager = rows.find(({ role }) => role === 'general-manager')
  const deputy = rows.find(({ role, acting }) => role === 'deputy' && acting)
  const named = (row: { name: string } | undefined) => (row === undefined ? null : { name: row.name })
  return { generalManager: named(manager), actingDeputy: named(deputy), present: manager !== undefined || deputy !== undefined }
}

/**
 * Begins a period now. Nobody begins one for themselves: a deputy cannot take, or prolong, their own powers.
 * @throws StatedError ACTING_REFUSED
 */
export async function startActing(database: Database, actor: Actor, wanted: { personId: string; reason: string; until?: Date | undefined }, now: Date): Promise<{ id: number }> {
  const { personId, reason, until } = wanted
  if (personId === actor.id) throw refused('oneself')
  if (until !== undefined && until <= now) throw refused('past')
  return inTransaction(database.pool, async (client) => {
    const { rowCount } = await client.query(
      `select from person p join person_role r on r.person_id = p.id where p.id = $1 and r.role = 'deputy' and p.disabled_at is null and (p.valid_until is null or p.valid_until > $2)`,
      [personId, now],
    )
    if (rowCount === 0) throw refused('no-deputy')
    const { rows } = await client.query<{ id: number }>('insert into acting_period (person_id, starts_at, ends_at, reason, started_by) values ($1, $2, $3, $4, $5) returning id', [personId, now, until ?? null, reason, actor.name])
    const id = rows[0]?.id ?? 0
    await appendAudit(client, actor, { action: 'acting.start', subject: `person/${personId}`, reason, detail: { period: id, until: until?.toISOString() ?? null } }, now)
    return { id }
  }).catch((cause: unknown) => {
    throw isConstraint(cause, 'acting_period_one_at_a_time') ? refused('another') : cause
  })
}

/** Ends a period now. @throws StatedError ACTING_REFUSED when it is over already */
export async function endActing(database: Database, actor: Actor, id: number, now: Date): Promise<void> {
  await inTransaction(database.pool, async (client) => {
    const { rows } = await client.query<{ person_id: string }>(
      `update acting_period set ends_at = greatest($2::timestamptz, starts_at + interval '1 millisecond'), ended_by = $3
       where id = $1 and (ends_at is null or ends_at > $2) returning person_id`,
      [id, now, actor.name],
    )
    if (rows[0] === undefined) throw refused('over')
    await appendAudit(client, actor, { action: 'acting.end', subject: `person/${rows[0].person_id}`, detail: { period: id } }, now)
  })
}

const refusals = {
  oneself: { ja: '自分自身の代替期間は開始できません。総括責任者または県担当者に依頼してください。', en: 'Nobody starts a period for themselves. Ask the general manager or an administrator.' },
  past: { ja: '終了日時が過ぎています。これから先の日時を指定してください。', en: 'The end lies in the past. Give one that is still to come.' },
  'no-deputy': { ja: 'この利用者は代替総括責任者ではないか、停止されています。先に役割を設定してください。', en: 'This person is no deputy, or is disabled. Give the role first.' },
  another: { ja: 'この期間には、すでに代替期間があります（同時に2人は担当できません）。先にそちらを終了してください。', en: 'Another period covers this time; two never act at once. End that one first.' },
  over: { ja: 'この代替期間はすでに終了しています。', en: 'This period is over already.' },
} as const

function refused(why: keyof typeof refusals): StatedError {
  return new StatedError('ACTING_REFUSED', refusals[why], { data: { why } })
}
