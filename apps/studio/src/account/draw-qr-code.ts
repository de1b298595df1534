import { encode } from 'uqr'

/** Modules of white around the code: without four of them some readers find nothing (ISO/IEC 18004 §5.3.8). */
const quiet = 4

/** One square a dark module, as SVG path data on a grid of `size`. */
export function draw(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: quiet })
  return { size, path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('') }
}
