import type { RJSFSchema } from '@rjsf/utils'
import { useMemo } from 'react'
import { useDraft } from '../../../draft/draft.ts'
import { type Json, isObject } from '../../../draft/json.ts'
import { type Language, inLanguage, useLanguage } from '../../../i18n/words.ts'
import type { Documents } from '../../commands/index.ts'

/** Something that a config can name by its id. */
export interface Referable {
  id: string
  title: string
  /** What a prompt says. */
  text?: string
  /** Its audio, by content hash. */
  audio?: string
  /** Of a prompt: what there is in each language. */
  languages?: Record<'ja' | 'en', 'audio' | 'text' | 'none'>
  /** The page where it is edited; undefined while there is none. */
  page?: string
}

/** The kind of thing that a field names; undefined where it names nothing. */
export function refOf(schema: RJSFSchema): string | undefined {
  const ref = (schema as { 'x-ref'?: unknown })['x-ref']
  return typeof ref === 'string' ? ref : undefined
}

/** All things of a kind in the draft, as a picker lists them. */
export function useReferables(kind: string): readonly Referable[] {
  const documents = useDraft((state) => state.documents)
  const language = useLanguage()
  return useMemo(() => (kind === 'prompt' ? prompts(documents, language) : kind === 'milestone' ? milestones(documents, language) : ofKind(documents, kind, language)), [documents, kind, language])
}

/** The kinds of documents that have a page of their own. */
const pages: Readonly<Record<string, string>> = { call: 'flows', table: 'tables', form: 'forms' }

function ofKind(documents: Documents, kind: string, language: Language): Referable[] {
  return Object.entries(documents).flatMap(([path, document]) => {
    if (!path.startsWith(`${kind}/`) || !isObject(document)) return []
    const id = path.slice(kind.length + 1).replace(/\.json$/, '')
    return [{ id, title: text(document.title, language) || id, ...(kind in pages ? { page: `/${pages[kind]}/${id}` } : {}) }]
  })
}

function prompts(documents: Documents, language: Language): Referable[] {
  return Object.values(documents).flatMap((document) => {
    if (!isObject(document) || document.kind !== 'prompts' || !isObject(document.prompts)) return []
    return Object.entries(document.prompts).map(([id, prompt]) => {
      const { title, text: said, audio } = isObject(prompt) ? prompt : {}
      return { id, title: text(title, language) || id, text: text(said, language), audio: sha(audio, language), languages: { ja: coverage(said, audio, 'ja'), en: coverage(said, audio, 'en') }, page: `/prompts?id=${encodeURIComponent(id)}` }
    })
  })
}

/** They stand in the bundle itself, by id. */
function milestones(documents: Documents, language: Language): Referable[] {
  const bundle = documents['bundle.json']
  const listed = isObject(bundle) && isObject(bundle.milestones) ? bundle.milestones : {}
  return Object.entries(listed).map(([id, title]) => ({ id, title: text(title, language) || id }))
}

function text(value: Json | undefined, language: Language): string {
  if (!isObject(value) || typeof value.ja !== 'string') return ''
  return inLanguage({ ja: value.ja, en: typeof value.en === 'string' ? value.en : undefined }, language)
}

function coverage(said: Json | undefined, audio: Json | undefined, language: 'ja' | 'en'): 'audio' | 'text' | 'none' {
  if (isObject(audio) && isObject(audio[language])) return 'audio'
  return isObject(said) && typeof said[language] === 'string' && said[language] !== '' ? 'text' : 'none'
}

function sha(audio: Json | undefined, language: Language): string | undefined {
  if (!isObject(audio)) return undefined
  const file = audio[language] ?? audio.ja
  return isObject(file) && typeof file.sha256 === 'string' ? file.sha256 : undefined
}
