import type { BothLanguages } from '@madoguchi/schemas'
import { StatedError } from '../stated-error.ts'

const refusals = {
  own: { ja: '自分の承認依頼は、役割にかかわらず自分では承認も差し戻しもできません。ほかの人に依頼してください（取り下げはできます）。', en: 'Nobody decides on their own request, whatever their role. Ask somebody else (you can withdraw it).' },
  closed: { ja: 'この承認依頼はすでに決着しています。一覧を読み込み直してください。', en: 'This request has been settled already. Load the list again.' },
  waiting: { ja: 'この承認依頼はすでに承認され、公開日時を待っています。止めるときは、差し戻しまたは取り下げをしてください。', en: 'This request is approved and waits for its time. Send it back or withdraw it to stop it.' },
  changed: { ja: '表示したあとに承認依頼の内容が変わりました。もう一度確認してください。何も変更していません。', en: 'The request has changed since you looked at it. Look again. Nothing was changed.' },
  permission: { ja: '承認する権限がありません。承認できるのは、県担当者と総括責任者（代替期間中の代替総括責任者を含む）です。', en: 'You may not approve. Administrators and the general manager (or the deputy who acts) may.' },
  prefecture: { ja: 'お客様が聞く、または読む文が変わるため、県担当者の承認が必要です。', en: 'Texts that citizens hear or read change, so an administrator of the prefecture must approve.' },
  account: { ja: 'あなたのアカウントは、いま使えません（停止、期限切れ、または役割の変更）。何も変更していません。', en: 'Your account cannot do this now (disabled, expired, or its roles have changed). Nothing was changed.' },
  'not-author': { ja: 'これができるのは、承認を依頼した本人だけです。', en: 'Only the person who made the request can do this.' },
  tampered: { ja: '保存されている内容が、承認を依頼したときのものと一致しません（改ざんまたは破損）。この依頼は公開できません。監査ログを検証し、下書きから依頼し直してください。', en: 'What is stored is not what approval was asked for (altered or damaged), so it cannot be released. Verify the audit log, and make a new request.' },
  'date-past': { ja: '公開日時が過ぎています。これから先の日時を指定するか、指定せずに依頼してください。', en: 'The time of effect lies in the past. Give one that is still to come, or none.' },
  place: { ja: '指定した設定またはノードは、この承認依頼にありません。', en: 'This request has no such document or node.' },
} as const satisfies Record<string, BothLanguages>

export type ApprovalRefusal = keyof typeof refusals

/** Nothing was changed: thrown before a transaction or inside it. `data.why` tells which. */
export function refused(why: ApprovalRefusal): StatedError {
  return new StatedError('APPROVAL_REFUSED', refusals[why], { data: { why } })
}

export function noSuchApproval(id: number): StatedError {
  return new StatedError('NO_SUCH_APPROVAL', { ja: `承認依頼 ${id} はありません。`, en: `There is no approval request ${id}.` })
}

/** @param live the release that runs; null: none */
export function rebaseNeeded(base: number | null, live: number | null): StatedError {
  return new StatedError('APPROVAL_REBASE_NEEDED', rebaseSaid(base, live), { data: { base, live } })
}

function rebaseSaid(base: number | null, live: number | null): BothLanguages {
  return {
    ja: `この依頼のもとになった版（${nameOf(base).ja}）のあとに、別の版（${nameOf(live).ja}）が公開されました。「最新の版に合わせる」を実行してから承認してください。`,
    en: `Another release (${nameOf(live).en}) went live after the one this request was made from (${nameOf(base).en}). Re-base it first, then approve.`,
  }
}

function nameOf(release: number | null): BothLanguages {
  return release === null ? { ja: '版なし', en: 'none' } : { ja: `第${release}版`, en: `release ${release}` }
}

/** Why a request cannot be decided on, in words. */
export function whyNotSaid(why: WhyNot, base: number | null, live: number | null): BothLanguages {
  return why === 'rebase' ? rebaseSaid(base, live) : refusals[why]
}

export type WhyNot = 'own' | 'closed' | 'waiting' | 'permission' | 'prefecture' | 'rebase'

export function nothingToPublish(): StatedError {
  return new StatedError('NOTHING_TO_PUBLISH', {
    ja: '公開中の版、またはもとにした版と同じ内容です。公開するものがありません。',
    en: 'The content is the same as that of the live release, or of the one it was made from. There is nothing to publish.',
  })
}
