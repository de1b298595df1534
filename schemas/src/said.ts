import Type from 'typebox'

/** A text that people read, in Japanese and (where it exists) English. */
export const LocalisedText = Type.Object(
  {
    ja: Type.String({ title: '日本語', description: '日本語の文です。', 'x-en': { title: 'Japanese', description: 'The Japanese text.' } }),
    en: Type.Optional(Type.String({ title: '英語', description: '英語の文です。', 'x-en': { title: 'English', description: 'The English text.' } })),
  },
  { additionalProperties: false, title: '名称', description: '画面に表示する名称です。', 'x-en': { title: 'Name', description: 'The name people see.' } },
)
export type LocalisedText = Type.Static<typeof LocalisedText>

/** Both languages, always: what the product itself says (titles of node types, problems). */
export interface BothLanguages {
  ja: string
  en: string
}

/** An alias, not an interface: only an alias fits the index signature of schema options. */
type Said = {
  title: string
  description: string
  'x-en': { title: string; description: string }
}

/**
 * The schema keywords that name a property for people: `title` and `description` hold Japanese, `x-en` the English.
 * Every property of every document carries them, because the form, the JSON completion and the published schema are made from nothing else.
 */
export function said(ja: readonly [title: string, description: string], en: readonly [title: string, description: string]): Said {
  return { title: ja[0], description: ja[1], 'x-en': { title: en[0], description: en[1] } }
}

/**
 * One of several fixed values, each with its name in both languages.
 * Written as `oneOf` of constants, which rjsf draws as a select and monaco completes with descriptions.
 */
export function choice<const Values extends Record<string, readonly [ja: string, en: string]>>(values: Values, about: Said, defaultValue?: keyof Values & string) {
  return Type.Unsafe<keyof Values & string>({
    type: 'string',
    ...about,
    oneOf: Object.entries(values).map(([value, [ja, en]]) => ({ const: value, title: ja, 'x-en': { title: en } })),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  })
}
