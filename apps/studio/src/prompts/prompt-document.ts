import type { Prompt, PromptAudio, Prompts } from '@madoguchi/schemas'

/** A prompt as the table has it: with the document it stands in. */
export interface PromptEntry {
  id: string
  prompt: Prompt
  path: string
  document: Prompts
}

/** All prompts of a bundle, by id within the order of their documents. */
export function promptEntries(documents: ReadonlyMap<string, Prompts>): PromptEntry[] {
  return [...documents].flatMap(([id, document]) =>
    Object.entries(document.prompts).sort(([a], [b]) => (a < b ? -1 : 1)).map(([prompt, content]) => ({ id: prompt, prompt: content, path: `prompts/${id}.json`, document })),
  )
}

export function withPrompt(document: Prompts, id: string, prompt: Prompt): Prompts {
  return { ...document, prompts: { ...document.prompts, [id]: prompt } }
}

export function withoutPrompt(document: Prompts, id: string): Prompts {
  const { [id]: _gone, ...prompts } = document.prompts
  return { ...document, prompts }
}

/** Audio of one language put in the place of what was there. */
export function withAudio(prompt: Prompt, language: 'ja' | 'en', audio: PromptAudio): Prompt {
  return { ...prompt, audio: { ...prompt.audio, [language]: audio } }
}

/** Finds text in id, title, and text; case and width do not count. */
export function matches({ id, prompt }: PromptEntry, search: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase()
  const wanted = plain(search).split(/\s+/).filter((word) => word !== '')
  const content = plain([id, prompt.title?.ja, prompt.title?.en, prompt.text.ja, prompt.text.en].filter(Boolean).join('\n'))
  return wanted.every((word) => content.includes(word))
}
