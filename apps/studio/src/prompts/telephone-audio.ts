import { sha256Hex } from '@madoguchi/engine'
import { isTelephoneWav, readWav, telephoneRate, writeWav } from './wav-file.ts'

/** Audio ready for the telephone: mono, 8 kHz, 16-bit PCM, named by the SHA-256 of its bytes. */
export interface TelephoneAudio {
  bytes: Uint8Array<ArrayBuffer>
  sha256: string
  seconds: number
  /** False: the file was right already and went through byte for byte. */
  converted: boolean
}

/** Why a file cannot become a prompt; the page has the words. */
export class AudioRefused extends Error {
  readonly reason: 'unreadable' | 'empty' | 'too-long' | 'too-large'

  constructor(reason: AudioRefused['reason'], options?: ErrorOptions) {
    super(`the audio was refused: ${reason}`, options)
    this.name = 'AudioRefused'
    this.reason = reason
  }
}

/** A guidance longer than this is none (A09: a menu over 30 s already fails); the server takes no more either. */
export const longestSeconds = 300
const largestFile = 100 * 1024 * 1024
const shortestSeconds = 0.1

/**
 * Makes telephone audio of any file that the browser can decode. A WAV that is right already stays as it is, so that its hash is that of
 * the file in the hands of the person.
 * @throws AudioRefused
 */
export async function toTelephoneAudio(file: Blob): Promise<TelephoneAudio> {
  if (file.size > largestFile) throw new AudioRefused('too-large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const wav = readWav(bytes)
  const ready = wav && isTelephoneWav(wav)
  const made = ready ? bytes : writeWav(await decode(bytes.buffer), telephoneRate)
  const seconds = readWav(made)?.seconds ?? 0
  if (seconds < shortestSeconds) throw new AudioRefused('empty')
  if (seconds > longestSeconds) throw new AudioRefused('too-long')
  return { bytes: made, sha256: sha256Hex(made), seconds: Math.round(seconds * 1000) / 1000, converted: !ready }
}

/** Decoding resamples to the rate of its context, with the browser's own low-pass; channels are mixed down by rendering into one. */
async function decode(data: ArrayBuffer): Promise<Float32Array> {
  let decoded: AudioBuffer
  try {
    decoded = await new OfflineAudioContext(1, 1, telephoneRate).decodeAudioData(data)
  } catch (error) {
    throw new AudioRefused('unreadable', { cause: error })
  }
  if (decoded.length === 0) throw new AudioRefused('empty')
  if (decoded.duration > longestSeconds) throw new AudioRefused('too-long')
  const context = new OfflineAudioContext(1, decoded.length, telephoneRate)
  const source = context.createBufferSource()
  source.buffer = decoded
  source.connect(context.destination)
  source.start()
  return (await context.startRendering()).getChannelData(0)
}
