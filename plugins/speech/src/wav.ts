/** What the header of a WAV says, and how long its sound is. */
export interface WavFacts {
  sampleRate: number
  channels: number
  bitsPerSample: number
  /** Samples of one channel. */
  samples: number
  seconds: number
  /** Where the samples begin, in bytes. */
  at: number
}

const pcm = 1

/**
 * Reads the chunks of a PCM WAV (RIFF) without trusting its lengths.
 * @throws where it is no WAV, not PCM, or shorter than it says.
 */
export function readWav(bytes: Uint8Array): WavFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw new Error('WAV ではありません / not a WAV file')
  let format: Omit<WavFacts, 'samples' | 'seconds' | 'at'> | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = tag(at)
    const length = view.getUint32(at + 4, true)
    const body = at + 8
    if (body + length > bytes.length) throw new Error(`WAV が途中で切れています / the WAV is cut short in ${name}`)
    if (name === 'fmt ' && length >= 16) {
      if (view.getUint16(body, true) !== pcm) throw new Error('PCM ではない WAV です / the WAV is not PCM')
      format = { channels: view.getUint16(body + 2, true), sampleRate: view.getUint32(body + 4, true), bitsPerSample: view.getUint16(body + 14, true) }
    }
    if (name === 'data') {
      if (!format) break
      const samples = length / ((format.bitsPerSample / 8) * format.channels)
      return { ...format, samples, seconds: samples / format.sampleRate, at: body }
    }
    at = body + length + (length % 2)
  }
  throw new Error('WAV に音声データがありません / the WAV holds no sound')
}

/**
 * The samples of a mono 16-bit WAV, between -1 and 1.
 * @throws where it is no such WAV.
 */
export function samplesOf(bytes: Uint8Array): { samples: Float32Array<ArrayBuffer>; sampleRate: number } {
  const { sampleRate, channels, bitsPerSample, samples: count, at } = readWav(bytes)
  if (channels !== 1 || bitsPerSample !== 16) throw new Error('モノラル・16ビットの WAV ではありません / not a mono 16-bit WAV')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { samples: Float32Array.from({ length: Math.floor(count) }, (_, index) => view.getInt16(at + index * 2, true) / 32768), sampleRate }
}
