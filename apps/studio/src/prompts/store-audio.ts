import { tellRefusal } from '../app/server.ts'
import { isObject } from '../draft/json.ts'
import type { BothLanguages } from '@madoguchi/schemas'
import type { TelephoneAudio } from './telephone-audio.ts'

/** The server did not take the audio; the draft is as it was. */
export class AudioNotStored extends Error {
  readonly said: BothLanguages

  constructor(said: BothLanguages, options?: ErrorOptions) {
    super(said.en, options)
    this.name = 'AudioNotStored'
    this.said = said
  }
}

/**
 * Stores audio on the server by its content: `POST /audio` with the WAV as body answers `{ sha256, seconds }`. Storing the same audio
 * again is no fault. The hash is compared, so that a draft never names other audio than was heard here.
 * @throws AudioNotStored
 */
export async function storeAudio({ bytes, sha256 }: Pick<TelephoneAudio, 'bytes' | 'sha256'>): Promise<void> {
  let response: Response
  try {
    response = await fetch('/audio', { method: 'POST', headers: { 'content-type': 'audio/wav' }, body: bytes })
  } catch (error) {
    throw new AudioNotStored(unreachable, { cause: error })
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.status === 401) tellRefusal('LOG_IN_FIRST')
  if (!response.ok) throw new AudioNotStored(saidIn(answer) ?? refused)
  if (!isObject(answer) || answer.sha256 !== sha256) throw new AudioNotStored(garbled)
}

const unreachable: BothLanguages = {
  ja: 'サーバーに接続できないため、音声を登録できませんでした。案内は変わっていません。接続を確かめて、もう一度登録してください。',
  en: 'The audio was not stored: the server cannot be reached. The prompt is unchanged. Check the connection and upload it again.',
}
const refused: BothLanguages = {
  ja: 'サーバーが音声を受け付けませんでした。案内は変わっていません。',
  en: 'The server did not take the audio. The prompt is unchanged.',
}
const garbled: BothLanguages = {
  ja: '送った音声とサーバーに届いた音声が一致しません。案内は変わっていません。もう一度登録してください。',
  en: 'The audio that reached the server is not what was sent. The prompt is unchanged. Upload it again.',
}

function saidIn(answer: unknown): BothLanguages | undefined {
  if (!isObject(answer) || !isObject(answer.said)) return undefined
  const { ja, en } = answer.said
  return typeof ja === 'string' && typeof en === 'string' ? { ja, en } : undefined
}
