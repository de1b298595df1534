import { type BothLanguages, documentSchemas } from '@madoguchi/schemas'

/** What people call a kind of document: the title of its schema. */
export function kindName(kind: string): BothLanguages {
  const schema = (documentSchemas as Record<string, { title?: string; 'x-en'?: { title?: string } } | undefined>)[kind]
  return { ja: schema?.title ?? kind, en: schema?.['x-en']?.title ?? kind }
}
