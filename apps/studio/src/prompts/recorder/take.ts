/** What was recorded, as it came from the microphone. */
export interface Take {
  samples: Float32Array
  sampleRate: number
}

/** The part that is kept, in seconds from the beginning. */
export interface Trim {
  from: number
  until: number
}

/** A prompt shorter than this is a slip of the hand. */
export const shortestSeconds = 0.3
/** As the synthesised guidance has it: a breath before, a little more after. */
const margin = { before: 0.1, after: 0.3 }
/** Louder than this much below the loudest moment is speech; the rest at both ends is the room. */
const speechBelowPeakDb = 34
const windowSeconds = 0.02

export function secondsOf({ samples, sampleRate }: Take): number {
  return samples.length / sampleRate
}

/** The part with speech in it and a margin; the whole where nothing stands out. */
export function suggestTrim(take: Take): Trim {
  const length = Math.max(1, Math.round(windowSeconds * take.sampleRate))
  const levels = levelsOf(take.samples, length)
  const threshold = levels.reduce((most, level) => Math.max(most, level), 0) * 10 ** (-speechBelowPeakDb / 20)
  const first = levels.findIndex((level) => level > threshold)
  const last = levels.findLastIndex((level) => level > threshold)
  const whole = { from: 0, until: secondsOf(take) }
  if (first < 0) return whole
  return heldTrim(take, { from: (first * length) / take.sampleRate - margin.before, until: ((last + 1) * length) / take.sampleRate + margin.after })
}

/** A trim within the take that keeps at least the shortest prompt; the edge that was moved (`until` unless told) gives way. */
export function heldTrim(take: Take, { from, until }: Trim, moved: keyof Trim = 'until'): Trim {
  const whole = secondsOf(take)
  const least = Math.min(shortestSeconds, whole)
  if (moved === 'from') {
    const end = Math.min(Math.max(until, least), whole)
    return { from: Math.min(Math.max(0, from), end - least), until: end }
  }
  const start = Math.min(Math.max(0, from), whole - least)
  return { from: start, until: Math.min(Math.max(until, start + least), whole) }
}

export function trimmed({ samples, sampleRate }: Take, { from, until }: Trim): Float32Array {
  return samples.slice(Math.round(from * sampleRate), Math.round(until * sampleRate))
}

/** The loudest sample of each of so many columns, 0 to 1, as a waveform draws it. */
export function peaks({ samples }: Take, columns: number): number[] {
  const length = samples.length / columns
  return Array.from({ length: columns }, (_, column) => samples.subarray(Math.floor(column * length), Math.floor((column + 1) * length)).reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0))
}

/** What a meter says of the last moment. */
export interface MeterReading {
  /** dB of full scale; -Infinity for nothing. */
  rmsDb: number
  peakDb: number
}

export function readMeter(samples: Float32Array): MeterReading {
  let [sum, peak] = [0, 0]
  for (const sample of samples) {
    sum += sample * sample
    peak = Math.max(peak, Math.abs(sample))
  }
  return { rmsDb: 10 * Math.log10(sum / Math.max(1, samples.length)), peakDb: 20 * Math.log10(peak) }
}

function levelsOf(samples: Float32Array, length: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, index) => {
    const part = samples.subarray(index * length, (index + 1) * length)
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length)
  })
}
