import { fileURLToPath } from 'node:url'
import type { AudioFile, BundleFiles } from '../src/bundles/bundle-files.ts'
import { sha256 } from '../src/releases/hashes.ts'

export const smallBundleFolder = fileURLToPath(new URL('fixtures/small-bundle', import.meta.url))

/** A WAV of silence (8 kHz, 16 bit, one channel), so many samples long. */
export function makeWav(samples: number): Uint8Array {
  const wav = new DataView(new ArrayBuffer(44 + samples * 2))
  const text = (at: number, value: string) => [...value].forEach((char, index) => wav.setUint8(at + index, char.charCodeAt(0)))
  text(0, 'RIFF')
  wav.setUint32(4, 36 + samples * 2, true)
  text(8, 'WAVEfmt ')
  wav.setUint32(16, 16, true)
  wav.setUint16(20, 1, true)
  wav.setUint16(22, 1, true)
  wav.setUint32(24, 8_000, true)
  wav.setUint32(28, 16_000, true)
  wav.setUint16(32, 2, true)
  wav.setUint16(34, 16, true)
  text(36, 'data')
  wav.setUint32(40, samples * 2, true)
  return new Uint8Array(wav.buffer)
}

/** The same with a tone of 440 Hz in it: what can be a prompt. */
export function makeTone(samples: number): Uint8Array {
  const bytes = makeWav(samples)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < samples; index++) view.setInt16(44 + index * 2, Math.round(4_000 * Math.sin((2 * Math.PI * 440 * index) / 8_000)), true)
  return bytes
}

export function makeAudio(samples: number): { sha: string; file: AudioFile } {
  const bytes = makeWav(samples)
  return { sha: sha256(bytes), file: { bytes, seconds: samples / 8_000, mediaType: 'audio/wav' } }
}

/** Documents by path, as texts. */
export function makeFiles(documents: Record<string, unknown>): BundleFiles['files'] {
  return new Map(Object.entries(documents).map(([path, document]) => [path, JSON.stringify(document)]))
}
