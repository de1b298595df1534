import { StatedError } from '../stated-error.ts'

/** An instant that has the form of RFC 3339, and exists: the 45th of a month has the form alone. @throws StatedError INPUT_INVALID */
export function toInstant(text: string): Date {
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at
  throw new StatedError('INPUT_INVALID', { ja: `入力が正しくありません: 日時「${text}」はありません。`, en: `The input is not valid: there is no time "${text}".` })
}
