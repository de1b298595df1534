import { bundleFileLimits } from '@madoguchi/engine'
import { type BothLanguages } from '@madoguchi/schemas'
import { type Json, isObject } from '../draft/json.ts'
import type { Documents } from '../editor/commands/index.ts'
import { readWav } from '../prompts/wav-file.ts'

/** Audio that a file carries, looked at: what can be stored, and what is left out and why. */
export interface CarriedAudio {
  sound: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
  left: { count: number; why: BothLanguages } | undefined
}

/** SHA-256 that prompts name as their audio. */
export function namedAudio(documents: Documents): Set<string> {
  return new Set(Object.values(documents).flatMap((document) => JSON.stringify(document).match(/"sha256":"[0-9a-f]{64}"/g) ?? []).map((found) => found.slice(10, -1)))
}

/** Looks at what is named alone. Sizes are known before anything is decoded, so that a file cannot fill the memory. */
export async function readAudio(audio: Readonly<Record<string, string>>, named: ReadonlySet<string>): Promise<CarriedAudio> {
  const sound = new Map<string, Uint8Array<ArrayBuffer>>()
  const reasons: BothLanguages[] = []
  for (const [sha256, base64] of Object.entries(audio)) {
    if (!named.has(sha256)) continue
    const found = base64.length * 0.75 > bundleFileLimits.audioBytes ? tooLarge : await decoded(sha256, base64)
    if ('ja' in found) reasons.push(found)
    else sound.set(sha256, found)
  }
  return { sound, left: reasons[0] && { count: reasons.length, why: reasons[0] } }
}

const tooLarge = { ja: `${bundleFileLimits.audioBytes / 1e6} MB を超えています`, en: `more than ${bundleFileLimits.audioBytes / 1e6} MB` }

async function decoded(sha256: string, base64: string): Promise<Uint8Array<ArrayBuffer> | BothLanguages> {
  const bytes = fromBase64(base64)
  if (!bytes || !readWav(bytes)) return { ja: 'WAV音声として読めません', en: 'not readable as WAV audio' }
  const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hash === sha256 ? bytes : { ja: '内容が名前のハッシュと一致しません', en: 'the content does not match the hash in its name' }
}

export function fromBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Prompts whose audio cannot come along are prompts without audio: the check says which are to be recorded. */
export function withoutAudio(documents: Documents, missing: ReadonlySet<string>): Documents {
  if (missing.size === 0) return documents
  return Object.fromEntries(
    Object.entries(documents).map(([path, document]): [string, Json] => {
      if (!path.startsWith('prompts/') || !isObject(document) || !isObject(document.prompts)) return [path, document]
      return [path, { ...document, prompts: Object.fromEntries(Object.entries(document.prompts).map(([id, prompt]) => [id, stripped(prompt, missing)])) }]
    }),
  )
}

function stripped(prompt: Json, missing: ReadonlySet<string>): Json {
  if (!isObject(prompt) || !isObject(prompt.audio)) return prompt
  const audio = Object.fromEntries(Object.entries(prompt.audio).filter(([, facts]) => !isObject(facts) || typeof facts.sha256 !== 'string' || !missing.has(facts.sha256)))
  const { audio: _audio, ...rest } = prompt
  return Object.keys(audio).length > 0 ? { ...rest, audio } : rest
}
