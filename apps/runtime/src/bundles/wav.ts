/** What a WAV file says about itself. */
export interface WavFormat {
  seconds: number
  sampleRate: number
  channels: number
}

/** PCM, A-law and µ-law: what FreeSWITCH and browsers both play. */
const playable = new Set([1, 6, 7])
/** WAVE_FORMAT_EXTENSIBLE: the real format stands in the first two bytes of the sub-format. */
const extensible = 0xfffe

/** Reads the header of a RIFF/WAVE file; undefined when it is not one that can be played. The length is that of the data really there. */
export function readWav(bytes: Uint8Array): WavFormat | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.byteLength < 12 || text(view, 0) !== 'RIFF' || text(view, 8) !== 'WAVE') return undefined
  let format: { rate: number; channels: number; bytesPerSecond: number } | undefined
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true)
    const body = at + 8
    if (text(view, at) === 'fmt ' && length >= 16 && body + length <= view.byteLength) format = readFormat(view, body, length)
    if (text(view, at) === 'data' && format !== undefined) {
      const present = Math.min(length, view.byteLength - body)
      return { seconds: present / format.bytesPerSecond, sampleRate: format.rate, channels: format.channels }
    }
    // Chunks begin on even places.
    at = body + length + (length % 2)
  }
  return undefined
}

function readFormat(view: DataView, body: number, length: number) {
  const tag = view.getUint16(body, true)
  const real = tag === extensible && length >= 26 ? view.getUint16(body + 24, true) : tag
  const bytesPerSecond = view.getUint32(body + 8, true)
  if (!playable.has(real) || bytesPerSecond === 0) return undefined
  return { channels: view.getUint16(body + 2, true), rate: view.getUint32(body + 4, true), bytesPerSecond }
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}
