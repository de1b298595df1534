import { sha256Hex } from '@madoguchi/engine'
import { level, loudnessOf, loudnessTolerance, silenceLoudness, targetLoudness } from '@madoguchi/plugin-speech/loudness'
import { isTelephoneWav, readWav, telephoneRate, wavSamples, writeWav } from './wav-file.ts'

/** Audio ready for the telephone: mono, 8 kHz, 16-bit PCM, at the one loudness of all guidance, named by the SHA-256 of its bytes. */
export interface TelephoneAudio {
  bytes: Uint8Array<ArrayBuffer>
  sha256: string
  seconds: number
  /** False: the file was right already and went through byte for byte. */
  converted: boolean
  /** LUFS as it came, and as it is now. */
  loudness: { before: number; after: number }
}

/** Why a file cannot become a prompt; the page has the words. */
export class AudioRefused extends Error {
  readonly reason: 'unreadable' | 'empty' | 'too-long' | 'too-large' | 'silent'

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
/** Below this a telephone carries nothing but the rumble of a room and the breath on a microphone. */
const rumbleHz = 100

/**
 * Makes telephone audio of any file that the browser can decode. A WAV that is right already, its loudness too, stays as it is, so that
 * its hash is that of the file in the hands of the person.
 * @throws AudioRefused
 */
export async function toTelephoneAudio(file: Blob): Promise<TelephoneAudio> {
  if (file.size > largestFile) throw new AudioRefused('too-large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const wav = readWav(bytes)
  const ready = wav && isTelephoneWav(wav) ? wavSamples(bytes) : undefined
  const samples = ready ?? (await decode(bytes.slice().buffer))
  const seconds = samples.length / telephoneRate
  if (seconds < shortestSeconds) throw new AudioRefused('empty')
  if (seconds > longestSeconds) throw new AudioRefused('too-long')
  const before = loudnessOf(samples, telephoneRate)
  if (before < silenceLoudness) throw new AudioRefused('silent')
  if (ready && Math.abs(before - targetLoudness) <= loudnessTolerance) return named(bytes, { converted: false, seconds, loudness: { before, after: before } })
  const levelled = level(samples, telephoneRate)
  return named(writeWav(levelled.samples, telephoneRate), { converted: true, seconds, loudness: { before, after: levelled.after } })
}

function named(bytes: Uint8Array<ArrayBuffer>, facts: Pick<TelephoneAudio, 'converted' | 'seconds' | 'loudness'>): TelephoneAudio {
  return { bytes, sha256: sha256Hex(bytes), ...facts, seconds: Math.round(facts.seconds * 1000) / 1000 }
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
  source.connect(new BiquadFilterNode(context, { type: 'highpass', frequency: rumbleHz })).connect(context.destination)
  source.start()
  return (await context.startRendering()).getChannelData(0)
}
