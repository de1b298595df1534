/**
 * Makes the audio of a bundle's prompts: `node --import tsx scripts/render-speech.ts BUNDLE [--voice FILE] [--all | --check]`.
 * Renders only what is missing or stale, writes the facts into the prompts documents and `audio/manifest.json`, and takes away
 * what nothing refers to any more. Exit status: 0 done, 1 stale audio remains, 2 usage, unreadable input or a missing tool.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import Value from 'typebox/value'
import { formatDocument } from '../apps/engine/src/format-document.ts'
import { loadProgram } from '../apps/runtime/src/cli/load-bundle.ts'
import { Prompts } from '../schemas/src/index.ts'
import { Manifest, findSpeechTools, readWav, renderSpeech, sha256, stalePrompts, SpeechToolMissing, voiceCredit, withOwnReadings } from '../plugins/speech/src/index.ts'
import type { Reading, SpeechTools, StalePrompt } from '../plugins/speech/src/index.ts'
import type { TSchema } from 'typebox'
import type Type from 'typebox'

class UsageError extends Error {}

try {
  process.exitCode = await main()
} catch (error) {
  process.exitCode = error instanceof UsageError || error instanceof SpeechToolMissing ? 2 : 1
  console.error(error instanceof Error ? error.message : String(error))
}

async function main(): Promise<number> {
  const { folder, voice, all, check } = readArguments()
  const fill = await textFiller(folder)
  const manifestFile = join(folder, 'audio', 'manifest.json')
  const manifest = existsSync(manifestFile) ? (await readDocument(manifestFile, Manifest)).document : {}
  const files = new Set(existsSync(join(folder, 'audio')) ? (await readdir(join(folder, 'audio'))).filter((name) => name.endsWith('.wav')).map((name) => basename(name, '.wav')) : [])
  const documents = await Promise.all((await readdir(join(folder, 'prompts'))).filter((name) => name.endsWith('.json')).sort().map((name) => readDocument(join(folder, 'prompts', name), Prompts)))

  const table = withOwnReadings(documents.flatMap(({ document }) => Object.entries(document.readings ?? {}).map(([written, { say }]) => ({ written, say }))))
  let remaining = 0
  let tools: SpeechTools | undefined
  await mkdir(join(folder, 'audio'), { recursive: true })
  for (const { path, document } of documents) {
    const stale = all ? everySynthesised(document, fill) : stalePrompts(document.prompts, fill, files, manifest, table)
    for (const prompt of stale) {
      console.log(`${prompt.id}: ${prompt.reason}`)
      if (check || prompt.reason === 'recording-outdated') {
        remaining++
        continue
      }
      tools ??= findSpeechTools(process.env, voice)
      await renderPrompt(prompt, document, folder, manifest, tools, table)
    }
    if (!check && stale.length > 0) await writeFile(path, formatDocument(document))
  }
  if (!check) await sweep(folder, manifest, documents.map(({ document }) => document))
  console.log(remaining === 0 ? '音声はすべて最新です。 / All audio is up to date.' : `作り直しが必要な音声: ${remaining} / audio to be made again: ${remaining}`)
  return remaining === 0 ? 0 : 1
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { voice: { type: 'string' }, all: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } } })
    const [folder, ...rest] = positionals
    if (folder === undefined || rest.length > 0) throw new Error('BUNDLE')
    return { folder, ...values }
  } catch {
    throw new UsageError('使い方 / usage: node --import tsx scripts/render-speech.ts BUNDLE [--voice FILE] [--all | --check]')
  }
}

/** What a prompt says, as the engine says it in calls: audio made of another text would be stale at once. */
async function textFiller(folder: string): Promise<(text: string) => string> {
  const { program } = await loadProgram(folder)
  const spoken = new Map([...program.prompts.values()].map(({ prompt, utterance }) => [prompt.text.ja, utterance?.text]))
  return (text) => {
    const said = spoken.get(text)
    if (said === undefined) throw new UsageError(`通話ごとに変わる文は、前もって音声にできません / a text that differs from call to call cannot be rendered ahead: ${text}`)
    return said
  }
}

async function readDocument<Schema extends TSchema>(path: string, schema: Schema): Promise<{ path: string; document: Type.Static<Schema> }> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`読めません / cannot read: ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!Value.Check(schema, content)) {
    const [first] = Value.Errors(schema, content)
    throw new UsageError(`形式が正しくありません / not valid: ${path}${first?.instancePath ?? ''}: ${first?.message ?? ''}`)
  }
  return { path, document: content }
}

/** `--all`: everything that a voice speaks; recordings stay what they are. */
function everySynthesised(document: Prompts, fill: (text: string) => string): StalePrompt[] {
  return Object.entries(document.prompts)
    .filter(([, prompt]) => prompt.audio?.ja?.source !== 'recorded')
    .map(([id, prompt]) => ({ id, text: fill(prompt.text.ja), reason: 'text-changed' as const }))
}

async function renderPrompt({ id, text }: StalePrompt, document: Prompts, folder: string, manifest: Manifest, tools: SpeechTools, readings: readonly Reading[]): Promise<void> {
  const credit = voiceCredit(tools.voice)
  if (!credit) throw new UsageError(`この音声のライセンスが登録されていません / no licence is recorded for this voice: ${basename(tools.voice)} (plugins/speech/src/voice-credit.ts)`)
  const { wav, spoken, reading } = await renderSpeech(text, tools, { readings })
  const hash = sha256(wav)
  const seconds = Math.round(readWav(wav).seconds * 1000) / 1000
  await writeFile(join(folder, 'audio', `${hash}.wav`), wav)
  const prompt = document.prompts[id]
  if (!prompt) return
  prompt.audio = { ...prompt.audio, ja: { sha256: hash, seconds, textHash: sha256(text), source: 'speech', voice: credit.voice } }
  manifest[hash] = { prompt: id, language: 'ja', text, spoken, reading, seconds, ...credit }
  console.log(`  ${seconds.toFixed(1)} s  ${reading}`)
}

/** Takes away audio that was rendered here and that no prompt refers to any more; files of others are only named. */
async function sweep(folder: string, manifest: Manifest, documents: Prompts[]): Promise<void> {
  const used = new Set(documents.flatMap(({ prompts }) => Object.values(prompts)).flatMap(({ audio }) => [audio?.ja?.sha256, audio?.en?.sha256]))
  for (const name of (await readdir(join(folder, 'audio'))).filter((file) => file.endsWith('.wav'))) {
    const hash = basename(name, '.wav')
    if (used.has(hash)) continue
    if (manifest[hash]) await rm(join(folder, 'audio', name))
    else console.log(`どこからも使われていません / nothing refers to audio/${name}`)
  }
  const kept = Object.entries(manifest).filter(([hash]) => used.has(hash))
  await writeFile(join(folder, 'audio', 'manifest.json'), formatDocument(Object.fromEntries(kept)))
}
