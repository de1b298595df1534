import { createHash } from 'node:crypto'
import type { Prompt, Prompts } from '@madoguchi/schemas'
import Type from 'typebox'
import { type Reading, toSpokenText } from './spoken-text.ts'

/** `audio/manifest.json`: by SHA-256 of the file, what it says, in whose voice, under which licence. */
export const Manifest = Type.Record(
  Type.String({ pattern: '^[0-9a-f]{64}$' }),
  Type.Object(
    {
      prompt: Type.String({ minLength: 1 }),
      language: Type.Literal('ja'),
      text: Type.String({ description: 'The text after variables are filled in.' }),
      spoken: Type.String({ description: 'The text as given to the synthesiser; when the readings table changes it, the audio is stale.' }),
      reading: Type.String({ description: 'What the synthesiser said, in katakana, for people to check.' }),
      seconds: Type.Number({ exclusiveMinimum: 0 }),
      voice: Type.String({ minLength: 1 }),
      licence: Type.String({ minLength: 1 }),
    },
    { additionalProperties: false },
  ),
)
export type Manifest = Type.Static<typeof Manifest>

/** SHA-256, hex, of bytes or of the UTF-8 of a text. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

export type StaleReason = 'missing' | 'text-changed' | 'reading-changed' | 'file-missing' | 'recording-outdated'
export interface StalePrompt {
  id: string
  text: string
  reason: StaleReason
}

/**
 * Prompts whose Japanese audio is missing or no longer says their text (R18). `fill` fills variables in; `files` are the hashes
 * of the audio files that exist. A recording whose text changed is reported as `recording-outdated`: only a person can record it again.
 */
export function stalePrompts(prompts: Prompts['prompts'], fill: (text: string) => string, files: ReadonlySet<string>, manifest: Manifest, table?: readonly Reading[]): StalePrompt[] {
  return Object.entries(prompts).flatMap(([id, prompt]) => {
    const text = fill(prompt.text.ja)
    const reason = staleReason(prompt, text, files, manifest, table)
    return reason === undefined ? [] : [{ id, text, reason }]
  })
}

function staleReason(prompt: Prompt, text: string, files: ReadonlySet<string>, manifest: Manifest, table: readonly Reading[] | undefined): StaleReason | undefined {
  const audio = prompt.audio?.ja
  if (!audio) return 'missing'
  const changed = audio.textHash !== sha256(text)
  if (audio.source === 'recorded') return changed || !files.has(audio.sha256) ? 'recording-outdated' : undefined
  if (changed) return 'text-changed'
  if (!files.has(audio.sha256)) return 'file-missing'
  if (manifest[audio.sha256]?.spoken !== toSpokenText(text, table)) return 'reading-changed'
  return undefined
}
