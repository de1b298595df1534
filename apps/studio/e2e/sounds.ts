import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface Sound {
  sampleRate: number
  channels?: number
  /** Seconds and amplitude (0 is silence) of a 440 Hz tone, one after the other. */
  parts: readonly (readonly [seconds: number, amplitude: number])[]
}

/** A 16-bit WAV. */
export function wavOf({ sampleRate, channels = 1, parts }: Sound): Buffer {
  const samples = parts.flatMap(([seconds, amplitude]) => Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => amplitude * Math.sin((2 * Math.PI * 440 * index) / sampleRate)))
  const wav = Buffer.alloc(44 + samples.length * channels * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(channels, 22)
  wav.writeUInt32LE(sampleRate, 24)
  wav.writeUInt32LE(sampleRate * channels * 2, 28)
  wav.writeUInt16LE(channels * 2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples.length * channels * 2, 40)
  samples.forEach((sample, index) => {
    for (let channel = 0; channel < channels; channel++) wav.writeInt16LE(Math.round(sample * 32_767), 44 + (index * channels + channel) * 2)
  })
  return wav
}

/** The sound as a file, where a browser can be told to take it for its microphone. */
export function soundFile(name: string, sound: Sound): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-sound-')), name)
  fs.writeFileSync(file, wavOf(sound))
  return file
}
