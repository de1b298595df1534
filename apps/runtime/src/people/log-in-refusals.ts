import type { BothLanguages } from '@madoguchi/schemas'
import { StatedError } from '../stated-error.ts'
import { unusedDays } from './account-row.ts'

/** The same words for a wrong name and a wrong password: which of both it was helps only an attacker. */
export function logInFailed(): StatedError {
  return new StatedError('LOG_IN_FAILED', { ja: '利用者IDまたはパスワードが違います。', en: 'The login name or the password is wrong.' })
}

export function logInLocked(ms: number): StatedError {
  const minutes = Math.max(1, Math.ceil(ms / 60_000))
  return new StatedError(
    'LOG_IN_LIMITED',
    {
      ja: `失敗が続いたため、この利用者IDでは約 ${minutes} 分間ログインできません。急ぐときは県担当者にロックの解除を依頼してください。`,
      en: `After several failures this login name is locked for about ${minutes} minute(s). An administrator can unlock it at once.`,
    },
    { data: { retryAfterSeconds: Math.ceil(ms / 1000) } },
  )
}

export function logInLimited(): StatedError {
  return new StatedError('LOG_IN_LIMITED', {
    ja: 'この場所からのログインの失敗が多すぎます。しばらくしてからもう一度試してください。',
    en: 'Too many failed log-ins from this place. Try again in a little while.',
  })
}

export function wrongCode(): StatedError {
  return new StatedError('CODE_WRONG', {
    ja: 'コードが違うか、すでに使われています。次のコードが表示されるのを待って入力するか、回復コードを使ってください。',
    en: 'The code is wrong or was used already. Wait for the next one, or use a recovery code.',
  })
}

/** Why somebody who proved who they are may not come in. */
const refusals = {
  disabled: { ja: 'このアカウントは停止されています。県担当者に連絡してください。', en: 'This account is disabled. Ask an administrator.' },
  expired: { ja: 'このアカウントの有効期限が過ぎています。県担当者に連絡してください。', en: 'This account has expired. Ask an administrator.' },
  unused: { ja: `このアカウントは ${unusedDays} 日以上使われていないため停止されています。県担当者に再開を依頼してください。`, en: `This account was not used for ${unusedDays} days and is stopped. Ask an administrator to enable it.` },
  'not-demo': { ja: 'この方法ではログインできません。', en: 'You cannot log in this way.' },
  'second-factor-unreadable': { ja: '二段階認証の設定を読み取れません。回復コードを使うか、県担当者に二段階認証の解除を依頼してください。', en: 'Your second factor cannot be read. Use a recovery code, or ask an administrator to reset it.' },
  'oidc-unknown': { ja: 'この認証に対応する利用者が登録されていません。県担当者に登録を依頼してください。', en: 'No account belongs to this sign-in. Ask an administrator for one.' },
  'oidc-failed': { ja: '外部認証でログインできませんでした。もう一度試してください。', en: 'Signing in with the provider failed. Try again.' },
} as const satisfies Record<string, BothLanguages>

export type LogInRefusal = keyof typeof refusals

export function logInRefused(why: LogInRefusal): StatedError {
  return new StatedError('LOG_IN_REFUSED', refusals[why], { data: { why } })
}
