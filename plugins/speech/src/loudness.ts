/**
 * Loudness of telephone audio, and levelling it. Runs in the browser (recordings, files) and on the server (the last look before
 * storing), so that both speak of one figure.
 *
 * *Loudness* is programme loudness by ITU-R BS.1770-4 for one channel, in LUFS: K-weighted power of 400 ms blocks that overlap by three
 * quarters, gated at -70 LUFS and then at 10 LU below the mean of what is left, so that pauses do not count.
 */

/** What guidance is levelled to: the middle of the shipped audio, which was made at -20 dB RMS. */
export const targetLoudness = -19.4
/** Nobody hears less than this (LU) between two prompts; audio this near to the target stays as it is, byte for byte. */
export const loudnessTolerance = 1
/** Peaks are held below this (dB of full scale), as in the shipped audio. */
export const peakCeilingDb = -1
/** What is quieter holds no speech: a muted microphone, or the noise of its amplifier. */
export const silenceLoudness = -55

const absoluteGate = -70
const relativeGateLu = -10
const blockSeconds = 0.4
const stepSeconds = 0.1
/** The gain of the limiter moves over this time before and after a peak: too short to be heard as a change, long enough not to crackle. */
const limiterSeconds = 0.005

/** A second-order filter; `a0` is 1. */
interface Biquad {
  b: readonly [number, number, number]
  a: readonly [number, number]
}

/** @returns LUFS; -Infinity where nothing is above the absolute gate. What is shorter than one block counts as one. */
export function loudnessOf(samples: Float32Array, rate: number): number {
  const powers = blockPowers(kWeighted(samples, rate), Math.round(blockSeconds * rate), Math.round(stepSeconds * rate)).filter((power) => toLufs(power) > absoluteGate)
  if (powers.length === 0) return -Infinity
  const gate = toLufs(mean(powers)) + relativeGateLu
  return toLufs(mean(powers.filter((power) => toLufs(power) > gate)))
}

export interface Levelled {
  samples: Float32Array<ArrayBuffer>
  /** LUFS before and after; the limiter can leave it a little below the target. */
  before: number
  after: number
}

/** Brings audio to one loudness; what would go over the ceiling is held by a limiter instead of being cut off. Silence stays silence. */
export function level(samples: Float32Array, rate: number, target = targetLoudness): Levelled {
  const before = loudnessOf(samples, rate)
  if (before < silenceLoudness) return { samples: Float32Array.from(samples), before, after: before }
  const gain = 10 ** ((target - before) / 20)
  const louder = limited(samples.map((sample) => sample * gain), Math.max(1, Math.round(limiterSeconds * rate)))
  return { samples: louder, before, after: loudnessOf(louder, rate) }
}

/**
 * No sample above the ceiling: each gain is the smallest that any sample within `reach` needs, and then the mean of those around it, which
 * are all small enough for the sample in the middle.
 */
function limited(samples: Float32Array, reach: number): Float32Array<ArrayBuffer> {
  const ceiling = 10 ** (peakCeilingDb / 20)
  const needed = samples.map((sample) => Math.min(1, ceiling / Math.abs(sample)))
  const smallest = slidingMinimum(needed, reach)
  const out = new Float32Array(samples.length)
  let sum = 0
  // Beyond both ends the gain is that of the end.
  const gainAt = (index: number) => smallest[Math.max(0, Math.min(smallest.length - 1, index))] ?? 1
  for (let index = -reach; index < reach; index++) sum += gainAt(index)
  for (const [index, sample] of samples.entries()) {
    sum += gainAt(index + reach)
    // The sum of many floats drifts by a hair; the ceiling is a promise.
    out[index] = Math.max(-ceiling, Math.min(ceiling, sample * (sum / (2 * reach + 1))))
    sum -= gainAt(index - reach)
  }
  return out
}

/** The minimum of each value and the `reach` before and after it, in one pass (a queue of candidates that only rises). */
function slidingMinimum(values: Float32Array, reach: number): Float32Array {
  const out = new Float32Array(values.length)
  const queue: number[] = []
  let head = 0
  for (let next = 0; next < values.length + reach; next++) {
    const value = values[next]
    if (value !== undefined) {
      while (queue.length > head && (values[queue.at(-1) ?? 0] ?? 0) >= value) queue.pop()
      queue.push(next)
    }
    const middle = next - reach
    if (middle < 0) continue
    while ((queue[head] ?? 0) < middle - reach) head++
    out[middle] = values[queue[head] ?? 0] ?? 1
  }
  return out
}

/** The two filters of BS.1770 (annex 1), computed for any rate from the analogue ones that its figures for 48 kHz stand for. */
function kWeighted(samples: Float32Array, rate: number): Float64Array {
  return filtered(filtered(Float64Array.from(samples), headShelf(rate)), highPass(rate))
}

function headShelf(rate: number): Biquad {
  const [frequency, gainDb, q] = [1681.974450955533, 3.999843853973347, 0.7071752369554196]
  const k = Math.tan((Math.PI * frequency) / rate)
  const high = 10 ** (gainDb / 20)
  const band = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b: [(high + (band * k) / q + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / q + k * k) / a0],
    a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0],
  }
}

function highPass(rate: number): Biquad {
  const [frequency, q] = [38.13547087602444, 0.5003270373238773]
  const k = Math.tan((Math.PI * frequency) / rate)
  const a0 = 1 + k / q + k * k
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] }
}

function filtered(input: Float64Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Float64Array {
  const out = new Float64Array(input.length)
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  for (let index = 0; index < input.length; index++) {
    const x = input[index] ?? 0
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    out[index] = y
    x2 = x1
    x1 = x
    y2 = y1
    y1 = y
  }
  return out
}

/** Mean squares of overlapping blocks. */
function blockPowers(samples: Float64Array, length: number, step: number): number[] {
  if (samples.length === 0) return []
  const powers: number[] = []
  for (let start = 0; start === 0 || start + length <= samples.length; start += step) {
    const block = samples.subarray(start, start + length)
    let sum = 0
    for (const sample of block) sum += sample * sample
    powers.push(sum / block.length)
  }
  return powers
}

function toLufs(power: number): number {
  return power === 0 ? -Infinity : -0.691 + 10 * Math.log10(power)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
