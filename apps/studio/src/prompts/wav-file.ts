/** Telephone audio: what FreeSWITCH plays on a call without converting (R18). */
export const telephoneRate = 8000

/** What a WAV file says about itself. `at`: where its samples begin. */
export interface WavFormat {
  at: number
  /** 1 is PCM. */
  format: number
  channels: number
  sampleRate: number
  bits: number
  seconds: number
}

/**
 * Reads the header of a RIFF/WAVE file. The length is that of the data really there, so a file that was cut off says so.
 * @returns undefined when it is no WAV file
 */
export function readWav(bytes: Uint8Array): WavFormat | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.byteLength < 12 || chunkName(view, 0) !== 'RIFF' || chunkName(view, 8) !== 'WAVE') return undefined
  let found: Omit<WavFormat, 'seconds' | 'at'> | undefined
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true)
    if (chunkName(view, at) === 'fmt ' && at + 24 <= view.byteLength) {
      found = { format: view.getUint16(at + 8, true), channels: view.getUint16(at + 10, true), sampleRate: view.getUint32(at + 12, true), bits: view.getUint16(at + 22, true) }
    }
    if (chunkName(view, at) === 'data' && found) {
      const bytesPerSecond = found.sampleRate * found.channels * (found.bits / 8)
      return bytesPerSecond > 0 ? { ...found, at: at + 8, seconds: Math.min(length, view.byteLength - at - 8) / bytesPerSecond } : undefined
    }
    // Chunks begin on even places.
    at += 8 + length + (length % 2)
  }
  return undefined
}

/** Whether a file can go to the telephone as it is: PCM, 8 kHz, one channel, 16 bits. */
export function isTelephoneWav(wav: WavFormat): boolean {
  return wav.format === 1 && wav.channels === 1 && wav.sampleRate === telephoneRate && wav.bits === 16
}

/** The samples of a mono 16-bit WAV; undefined when it is none. */
export function wavSamples(bytes: Uint8Array): Float32Array | undefined {
  const wav = readWav(bytes)
  if (!wav || wav.format !== 1 || wav.channels !== 1 || wav.bits !== 16) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: Math.floor(wav.seconds * wav.sampleRate) }, (_, index) => view.getInt16(wav.at + index * 2, true) / 32768)
}

/** A mono 16-bit PCM WAV of samples between -1 and 1; what lies outside is held at the limit. */
export function writeWav(samples: Float32Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const name = (at: number, text: string) => bytes.set([...text].map((char) => char.charCodeAt(0)), at)
  name(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  name(8, 'WAVE')
  name(12, 'fmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  name(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, index) => {
    const held = Math.max(-1, Math.min(1, sample))
    view.setInt16(44 + index * 2, Math.round(held < 0 ? held * 32768 : held * 32767), true)
  })
  return bytes
}

function chunkName(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}
