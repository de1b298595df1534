import type { BothLanguages } from '@madoguchi/schemas'
import type { NodeType } from '@madoguchi/sdk'
import { useMemo } from 'react'
import { useDraft } from '../../draft/draft.ts'
import { isObject, parse } from '../../draft/json.ts'
import { type Language, inLanguage } from '../../i18n/language.ts'
import { plugins } from '../node-types.ts'

export interface Category {
  category: string
  /** What the plugin calls itself; those that come with the product have words of their own. */
  title?: BothLanguages | undefined
  types: readonly NodeType[]
}

/**
 * A category is a plugin: the first part of the names of its node types.
 * @param listed the plugins that the bundle lists; those of third parties that are not among them are not offered
 */
export function categoriesOf(listed: readonly string[]): Category[] {
  return plugins
    .filter(({ name, nodeTypes }) => nodeTypes.every(({ plugin }) => plugin === undefined) || listed.includes(name))
    .map(({ name, title, nodeTypes }) => ({ category: nodeTypes[0]?.type.split('.')[0] ?? name, title, types: nodeTypes }))
}

/** The categories of the draft being edited. */
export function useCategories(): Category[] {
  const bundle = useDraft(({ files }) => files['bundle.json']?.text)
  return useMemo(() => categoriesOf(listedIn(bundle)), [bundle])
}

/** The plugins that a `bundle.json` lists; none where it cannot be read. */
export function listedIn(bundle: string | null | undefined): string[] {
  const read = bundle ? parse(bundle) : undefined
  const listed = isObject(read) ? read.plugins : undefined
  return Array.isArray(listed) ? listed.filter((name) => typeof name === 'string') : []
}

const named = ['voice', 'logic', 'queue', 'integrations'] as const

export function categoryWord(category: string): `category.${(typeof named)[number] | 'other'}` {
  return `category.${named.find((known) => known === category) ?? 'other'}`
}

/** Node types whose name or description, in the language shown, holds every word that is searched for. */
export function matching(types: readonly NodeType[], wanted: string, language: Language): NodeType[] {
  const parts = wanted.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return types.filter(({ type, title, description }) => {
    const text = `${type} ${inLanguage(title, language)} ${inLanguage(description, language)}`.normalize('NFKC').toLowerCase()
    return parts.every((part) => text.includes(part))
  })
}
