/** Column of the analysis that holds the pronunciation (surface is 0). */
const pronunciationColumn = 9
/** Labels count in units of 100 ns. */
const ticksPerSecond = 1e7

/**
 * The reading of a text from the synthesiser's trace (`open_jtalk -ot`): katakana as pronounced, `、` where it pauses.
 * The marks of devoiced vowels are left out.
 * @throws where the trace holds no analysis.
 */
export function readingOf(trace: string): string {
  const words = section(trace, '[Text analysis result]').map((line) => line.split(',')[pronunciationColumn] ?? '')
  return words.join('').replaceAll('’', '')
}

/**
 * Where the speech lies in the audio, in seconds, without the silence the voice puts around it. Taken from the labels, not from
 * the sound: a threshold cuts into soft sounds such as the first s of 「災害」 and the last su of 「ます」.
 * @throws where the trace holds no labels.
 */
export function speechSpan(trace: string): { from: number; until: number } {
  const labels = section(trace, '[Output label]').flatMap((line) => {
    const [, start, end, phoneme] = /^(\d+) (\d+) [^-]+-([A-Za-z]+)\+/.exec(line) ?? []
    return phoneme === undefined || phoneme === 'sil' ? [] : [{ from: Number(start) / ticksPerSecond, until: Number(end) / ticksPerSecond }]
  })
  const [first, last] = [labels[0], labels.at(-1)]
  if (!first || !last) throw new Error('open_jtalk の音素ラベルがありません / the trace holds no labels')
  return { from: first.from, until: last.until }
}

function section(trace: string, title: string): string[] {
  const lines = trace.split('\n')
  const start = lines.findIndex((line) => line.startsWith(title))
  if (start < 0) throw new Error(`open_jtalk の結果に ${title} がありません / the trace holds no ${title}`)
  const end = lines.findIndex((line, index) => index > start && line.startsWith('['))
  return lines.slice(start + 1, end < 0 ? undefined : end).filter((line) => line.trim() !== '')
}
