import Type, { type TSchema, type TSchemaOptions, type TString } from 'typebox'
import { LocalisedText, said } from './said.ts'

/** Ids of documents, nodes and variables: short, stable, safe in file names and JSON pointers. */
export const idPattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'

/** An object whose keys people choose, within a pattern. A key outside it is refused, which `Type.Record` alone would let pass. */
export function namedBy<const Key extends TString, const Value extends TSchema>(key: Key, value: Value, options: TSchemaOptions = {}) {
  return Type.Record(key, value, { ...options, additionalProperties: false })
}

/** What every document begins with (architecture.md §4). */
export function documentHead<const Kind extends string>(kind: Kind) {
  return {
    $schema: Type.Optional(Type.String(said(['スキーマ', 'この設定の形式を示す参照先です。'], ['Schema', 'The schema that this document follows.']))),
    kind: Type.Literal(kind, said(['種類', '設定の種類です。'], ['Kind', 'The kind of document.'])),
    id: Type.String({ pattern: idPattern, ...said(['ID', '設定一式の中で、種類ごとに一意の名前です。'], ['ID', 'Unique among the documents of its kind.']) }),
    title: LocalisedText,
    description: Type.Optional(Type.String(said(['説明', 'この設定の目的や注意点です。'], ['Description', 'What this document is for.']))),
  }
}
