import type { BothLanguages } from '@madoguchi/schemas'
import type pg from 'pg'
import { StatedError } from '../stated-error.ts'
import type { Actor } from './actor.ts'
import { isConstraint } from './constraint.ts'
import { roles as allRoles } from './roles.ts'
import type { Role } from './roles.ts'

export const organisationKinds = ['prefecture', 'contractor', 'other'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

const refusals = {
  oneself: { ja: '自分自身のアカウントは変更できません。ほかの県担当者に依頼してください。', en: 'Nobody changes their own account here. Ask another administrator.' },
  'last-administrator': { ja: '県担当者が一人もいなくなるため、変更できません。先にほかの県担当者を登録してください。', en: 'No administrator would be left. Make another one first.' },
  'name-taken': { ja: 'この利用者IDはすでに使われています。', en: 'This login name is taken.' },
  'one-general-manager': { ja: '総括責任者は一人だけです。先に現在の総括責任者から役割を外してください。', en: 'There is one general manager. Take the role from the present one first.' },
  'auditor-alone': { ja: '監査者は、ほかの役割と兼ねられません（監査者は何も変更できないため）。', en: 'An auditor holds no other role: auditors change nothing.' },
  'no-role': { ja: '役割を一つ以上選んでください。', en: 'Choose at least one role.' },
  'administrator-of-prefecture': { ja: '県担当者にできるのは、県の職員だけです。', en: 'Only people of the prefecture can be administrators.' },
  'third-organisation': { ja: '県と受託者以外の組織のアカウントには、県が認めた理由の記入が必要です。', en: 'An account of a third organisation needs the reason why the prefecture allows it.' },
  'approver-of-prefecture': { ja: '県と受託者以外の組織のアカウントを認められるのは、県の職員だけです。', en: 'Only people of the prefecture can allow accounts of a third organisation.' },
  'date-past': { ja: '有効期限が過ぎています。これから先の日時を指定してください。', en: 'The expiry lies in the past. Give a time that is still to come.' },
} as const satisfies Record<string, BothLanguages>

export type PersonRefusal = keyof typeof refusals

/** Nothing was changed: thrown before or inside the transaction. */
export function refused(why: PersonRefusal): StatedError {
  return new StatedError('PERSON_REFUSED', refusals[why], { data: { why } })
}

export function noSuchPerson(): StatedError {
  return new StatedError('NO_SUCH_PERSON', { ja: 'この利用者はいません。一覧を読み込み直してください。', en: 'There is no such person. Load the list again.' })
}

/** What roles a person of that organisation may hold together. Each role once, in one order. @throws StatedError PERSON_REFUSED */
export function soundRoles(wanted: readonly Role[], kind: OrganisationKind): Role[] {
  const held = allRoles.filter((role) => wanted.includes(role))
  if (held.length === 0) throw refused('no-role')
  if (held.includes('auditor') && held.length > 1) throw refused('auditor-alone')
  // Texts that citizens hear are approved by the prefecture (R75); whoever is administrator speaks for it.
  if (held.includes('administrator') && kind !== 'prefecture') throw refused('administrator-of-prefecture')
  return held
}

/** R77. @throws StatedError PERSON_REFUSED */
export async function approveThirdOrganisation(client: pg.ClientBase, actor: Actor, kind: OrganisationKind, reason: string | undefined): Promise<string | null> {
  if (kind !== 'other') return null
  if (reason === undefined || reason.trim() === '') throw refused('third-organisation')
  const { rowCount } = await client.query(`select from person where id::text = $1 and organisation_kind = 'prefecture'`, [actor.id])
  if (rowCount === 0) throw refused('approver-of-prefecture')
  return actor.id
}

/** After a change, inside its transaction. @throws StatedError PERSON_REFUSED when nobody could manage people any more */
export async function refuseWithoutAdministrator(client: pg.ClientBase, now: Date): Promise<void> {
  const { rowCount } = await client.query(
    `select from person p join person_role r on r.person_id = p.id where r.role = 'administrator' and p.disabled_at is null and (p.valid_until is null or p.valid_until > $1) limit 1`,
    [now],
  )
  if (rowCount === 0) throw refused('last-administrator')
}

/** What the database refuses, in words. */
export function toStated(cause: unknown): unknown {
  if (isConstraint(cause, 'person_login_name_key')) return refused('name-taken')
  return isConstraint(cause, 'person_role_one_general_manager') ? refused('one-general-manager') : cause
}
