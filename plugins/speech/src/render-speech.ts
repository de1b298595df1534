import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readingOf, speechSpan } from './jtalk-trace.ts'
import { misreadings } from './misreadings.ts'
import type { SpeechTools } from './speech-tools.ts'
import { toSentences, toSpokenText } from './spoken-text.ts'

const run = promisify(execFile)

/** All prompts are levelled to this loudness (RMS of the speech, dB of full scale), with peaks held below the second figure. */
const loudnessDb = -20
const peakDb = -1
const pauseSeconds = { before: 0.1, between: 0.55, after: 0.3 }
/** A little slower than the voice's own pace: guidance on a telephone is for everybody. */
const pace = '0.95'
/** Open JTalk reads one line of at most this many bytes and drops the rest without a word. */
const longestLineBytes = 1000

export interface RenderedSpeech {
  /** 8 kHz, mono, 16 bit PCM. */
  wav: Uint8Array
  spoken: string
  reading: string
}

/**
 * Speaks a text (variables filled in): readings applied, sentence by sentence, the voice's silence replaced by our pauses, one loudness, as telephone audio.
 * The same text, tools and voice give the same bytes.
 * @throws where a word of the readings table or a telephone number is not read as it must be.
 */
export async function renderSpeech(text: string, tools: SpeechTools): Promise<RenderedSpeech> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-speech-'))
  try {
    const spoken = toSpokenText(text)
    const sentences = toSentences(spoken)
    const parts: string[] = []
    const readings: string[] = []
    for (const [index, sentence] of sentences.entries()) {
      const { file, reading } = await speakSentence(sentence, join(folder, String(index)), tools)
      parts.push(file)
      readings.push(reading)
    }
    const reading = readings.join('').replace(/、+$/, '')
    const wrong = misreadings(text, reading)
    if (wrong.length > 0)
      throw new Error(`読み間違い / misread: ${wrong.map(({ written, expected }) => `${written} ≠ ${expected}`).join(', ')} — ${reading} (plugins/speech/src/readings.json)`)
    return { wav: await join8k(parts, folder, tools.sox), spoken, reading }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function speakSentence(sentence: string, path: string, { openJtalk, dictionary, voice, sox }: SpeechTools): Promise<{ file: string; reading: string }> {
  if (new TextEncoder().encode(sentence).length > longestLineBytes) throw new Error(`文が長すぎます。「。」で区切ってください / the sentence is too long: ${sentence}`)
  await writeFile(`${path}.txt`, `${sentence}\n`)
  await run(openJtalk, ['-x', dictionary, '-m', voice, '-r', pace, '-ow', `${path}.raw.wav`, '-ot', `${path}.trace`, `${path}.txt`])
  const trace = await readFile(`${path}.trace`, 'utf8')
  const { from, until } = speechSpan(trace)
  await run(sox, ['-D', `${path}.raw.wav`, `${path}.wav`, 'trim', String(from), `=${until}`])
  return { file: `${path}.wav`, reading: readingOf(trace) }
}

/** Joins sentences with natural pauses at one loudness, converted for the telephone. */
async function join8k(parts: string[], folder: string, sox: string): Promise<Uint8Array> {
  const telephone = ['rate', '-v', '8000', 'highpass', '100']
  const { stderr } = await run(sox, [...parts, '-n', ...telephone, 'stats'])
  const level = Number(/RMS lev dB\s+(-?[\d.]+)/.exec(stderr)?.[1])
  if (!Number.isFinite(level)) throw new Error('音量を測れませんでした / sox did not report a level')
  const padded: string[] = []
  for (const [index, part] of parts.entries()) {
    const file = `${part}.pad.wav`
    await run(sox, ['-D', part, file, 'pad', index === 0 ? String(pauseSeconds.before) : '0', String(index === parts.length - 1 ? pauseSeconds.after : pauseSeconds.between)])
    padded.push(file)
  }
  const out = join(folder, 'speech.wav')
  const gain = ['gain', '-l', String(loudnessDb - level - peakDb), 'gain', String(peakDb)]
  await run(sox, ['-D', ...padded, '-b', '16', '-e', 'signed-integer', '-c', '1', out, ...telephone, ...gain])
  return readFile(out)
}
