import type { BothLanguages } from '@madoguchi/schemas'
import { TRPCClientError } from '@trpc/client'
import { isObject } from '../draft/json.ts'

/** A failure in words for people. `code` is the runtime's; `offline` when it could not be reached. */
export interface Failure {
  code: string
  said: BothLanguages
  data: unknown
}

const offline: BothLanguages = {
  ja: 'サーバーに接続できません。入力した内容はこのブラウザーに残っています。接続が戻ると自動で保存します。',
  en: 'The server cannot be reached. What you entered is kept in this browser and saved when the connection is back.',
}
const unexpected: BothLanguages = {
  ja: '処理できませんでした。下書きと公開中の版は変わっていません。もう一度お試しください。',
  en: 'That did not work. The draft and the live release are unchanged. Please try again.',
}

/** Tells what went wrong with a call to the runtime; the words come from the runtime where it answered. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return { code: 'UNEXPECTED', said: unexpected, data: null }
  const stated = isObject(error.data) ? error.data.stated : undefined
  if (isObject(stated) && isObject(stated.said) && typeof stated.said.ja === 'string' && typeof stated.said.en === 'string') {
    return { code: typeof stated.code === 'string' ? stated.code : 'UNEXPECTED', said: { ja: stated.said.ja, en: stated.said.en }, data: stated.data }
  }
  return error.data === undefined || error.data === null ? { code: 'OFFLINE', said: offline, data: null } : { code: 'UNEXPECTED', said: unexpected, data: null }
}
