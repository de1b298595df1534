import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readingOf, speechSpan } from './jtalk-trace.ts'
import { misreadings } from './misreadings.ts'
import type { SpeechTools } from './speech-tools.ts'
import { type Reading, toSentences, toSpokenText } from './spoken-text.ts'

const execute = promisify(execFile)
/** A sentence takes a fraction of a second; a program that takes this long will not end. */
const longestRunMs = 20_000

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

export interface SpokenSpeech extends RenderedSpeech {
  /** What did not come out as it must: words of the readings table, telephone numbers. */
  misread: { written: string; expected: string }[]
}

export interface SpeechOptions {
  /** Instead of the table of the plugin. */
  readings?: readonly Reading[] | undefined
  /** Ends the programs that are at work. */
  signal?: AbortSignal | undefined
}

/** A text that no synthesiser can say: nothing in it is spoken, or a sentence is too long. */
export class Unspeakable extends Error {
  readonly why: 'nothing-spoken' | 'sentence-too-long'

  constructor(why: Unspeakable['why'], message: string) {
    super(message)
    this.name = 'Unspeakable'
    this.why = why
  }
}

/**
 * Speaks a text (variables filled in): readings applied, sentence by sentence, the voice's silence replaced by our pauses, one loudness, as telephone audio.
 * The same text, tools and voice give the same bytes.
 * @throws where a word of the readings table or a telephone number is not read as it must be.
 */
export async function renderSpeech(text: string, tools: SpeechTools, options: SpeechOptions = {}): Promise<RenderedSpeech> {
  const { misread, ...rendered } = await speak(text, tools, options)
  if (misread.length > 0)
    throw new Error(`読み間違い / misread: ${misread.map(({ written, expected }) => `${written} ≠ ${expected}`).join(', ')} — ${rendered.reading} (plugins/speech/src/readings.json)`)
  return rendered
}

/**
 * As renderSpeech, for people who listen and decide: what is misread is told, not refused.
 * @throws Unspeakable
 */
export async function speak(text: string, tools: SpeechTools, { readings: table, signal }: SpeechOptions = {}): Promise<SpokenSpeech> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-speech-'))
  const run: Run = (program, args) => execute(program, args, { timeout: longestRunMs, signal })
  try {
    const spoken = toSpokenText(text, table)
    const sentences = toSentences(spoken).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
    if (sentences.length === 0) throw new Unspeakable('nothing-spoken', '読み上げる文字がありません / nothing in it is spoken')
    const parts: string[] = []
    const readings: string[] = []
    for (const [index, sentence] of sentences.entries()) {
      const { file, reading } = await speakSentence(sentence, join(folder, String(index)), tools, run)
      parts.push(file)
      readings.push(reading)
    }
    const reading = readings.join('').replace(/、+$/, '')
    return { wav: await join8k(parts, folder, tools.sox, run), spoken, reading, misread: misreadings(text, reading, table) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Run = (program: string, args: string[]) => Promise<{ stdout: string; stderr: string }>

async function speakSentence(sentence: string, path: string, { openJtalk, dictionary, voice, sox }: SpeechTools, run: Run): Promise<{ file: string; reading: string }> {
  if (new TextEncoder().encode(sentence).length > longestLineBytes) throw new Unspeakable('sentence-too-long', `文が長すぎます。「。」で区切ってください / the sentence is too long: ${sentence}`)
  await writeFile(`${path}.txt`, `${sentence}\n`)
  await run(openJtalk, ['-x', dictionary, '-m', voice, '-r', pace, '-ow', `${path}.raw.wav`, '-ot', `${path}.trace`, `${path}.txt`])
  const trace = await readFile(`${path}.trace`, 'utf8')
  const { from, until } = speechSpan(trace)
  await run(sox, ['-D', `${path}.raw.wav`, `${path}.wav`, 'trim', String(from), `=${until}`])
  return { file: `${path}.wav`, reading: readingOf(trace) }
}

/** Joins sentences with natural pauses at one loudness, converted for the telephone. */
async function join8k(parts: string[], folder: string, sox: string, run: Run): Promise<Uint8Array> {
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
