import type { Bundle, Problem, Prompt } from '@madoguchi/schemas'
import { type Utterance, estimatedSeconds } from '@madoguchi/sdk'
import type { Documents } from './bundle-reader.ts'
import { escapePointer } from './json-pointer.ts'
import { sha256Hex } from './canonical.ts'
import { type Place, type TextCompiler, detailOf, excerpt } from './compile-texts.ts'
import { problem } from './problems.ts'
import { type SpokenPrompt, spokenLanguage } from './program.ts'
import { type Template, isConstantGiven, renderTemplate } from './templates.ts'

/** What is known of the audio files beside the documents: the hash in the name, and whether the content has it. */
export interface AudioFacts {
  has(sha256: string): boolean
  corrupt?(sha256: string): boolean
  /** Whether a voice is installed that says texts which nobody recorded. */
  speaks?: boolean
}

interface PromptsToCompile {
  bundle: Bundle
  documents: Documents
  variables: Readonly<Record<string, unknown>>
  texts: TextCompiler
  audio: AudioFacts | undefined
  problems: Problem[]
}

/** Makes every prompt of a bundle ready to be spoken, and checks its audio. */
export async function compilePrompts(work: PromptsToCompile): Promise<Map<string, SpokenPrompt>> {
  const { bundle, documents, texts, problems } = work
  const prompts = new Map<string, SpokenPrompt>()
  const origin = new Map<string, string>()
  const language = spokenLanguage(bundle)
  for (const [documentId, document] of documents.prompts) {
    for (const [id, prompt] of Object.entries(document.prompts)) {
      const place = { document: `prompts/${documentId}`, pointer: `/prompts/${escapePointer(id)}` }
      const other = origin.get(id)
      if (other) problems.push(problem('duplicate-prompt', place, { prompt: id, other }))
      origin.set(id, place.document)
      const template = texts.templates.get(prompt.text[language] ?? prompt.text.ja)
      if (!template) continue
      const text = await foldText(template, { ...place, pointer: `${place.pointer}/text/${prompt.text[language] === undefined ? 'ja' : language}` }, work)
      const inOther = await otherLanguage(id, prompt, language, place, work)
      prompts.set(id, { id, prompt, template, utterance: text === undefined ? undefined : toUtterance(id, prompt, language, text), ...(inOther && { other: inOther }) })
      checkAudio(id, prompt, language, text, place, work)
    }
  }
  return prompts
}

/**
 * The prompt in the language that the bundle does not speak by itself (`voice.language`). Words without audio of their own do not count
 * where the other language has audio: a caller is better served by what can be heard.
 */
async function otherLanguage(id: string, prompt: Prompt, spoken: 'ja' | 'en', place: Place, work: PromptsToCompile): Promise<SpokenPrompt['other']> {
  const language = spoken === 'ja' ? 'en' : 'ja'
  const words = prompt.text[language]
  const template = words === undefined ? undefined : work.texts.templates.get(words)
  if (!template || (prompt.audio?.[spoken] && !prompt.audio[language])) return undefined
  const text = await foldText(template, { ...place, pointer: `${place.pointer}/text/${language}` }, work)
  return { language, template, utterance: text === undefined ? undefined : toUtterance(id, prompt, language, text) }
}

/** The text of a prompt that depends on nothing but the release. */
async function foldText(template: Template, place: Place, { variables, texts, problems }: PromptsToCompile): Promise<string | undefined> {
  if (!isConstantGiven(template, new Set(Object.keys(variables)))) return undefined
  try {
    return await renderTemplate(template, (expression) => expression.evaluate({ ...variables }, texts.clock))
  } catch (error) {
    problems.push(problem('template', place, { text: excerpt(template.text), detail: detailOf(error) }))
    return undefined
  }
}

/** The prompt as it is heard. */
export function toUtterance(id: string, prompt: Prompt, language: 'ja' | 'en', text: string): Utterance {
  const audio = prompt.audio?.[language] ?? prompt.audio?.ja
  return audio ? { prompt: id, text, audio: audio.sha256, seconds: audio.seconds } : { prompt: id, text, seconds: estimatedSeconds(text) }
}

function checkAudio(id: string, prompt: Prompt, language: 'ja' | 'en', text: string | undefined, place: Place, { audio: files, problems }: PromptsToCompile): void {
  const audio = prompt.audio?.[language]
  if (!audio) {
    problems.push(problem('prompt-no-audio', place, { prompt: id, language }))
    return
  }
  const at = { ...place, pointer: `${place.pointer}/audio/${language}` }
  if (text !== undefined && audio.textHash !== sha256Hex(text)) problems.push(problem('prompt-audio-stale', at, { prompt: id, language }))
  const file = `audio/${audio.sha256}.wav`
  if (files && !files.has(audio.sha256)) problems.push(problem('prompt-audio-missing', at, { prompt: id, file }))
  else if (files?.corrupt?.(audio.sha256)) problems.push(problem('prompt-audio-corrupt', at, { file }))
}
