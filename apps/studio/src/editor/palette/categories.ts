import type { NodeType } from '@madoguchi/sdk'
import { type Language, inLanguage } from '../../i18n/language.ts'
import { plugins } from '../node-types.ts'

/** A category is a plugin: the first part of the names of its node types. */
export const categories: readonly { category: string; types: readonly NodeType[] }[] = plugins.map(({ name, nodeTypes }) => ({ category: nodeTypes[0]?.type.split('.')[0] ?? name, types: nodeTypes }))

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
