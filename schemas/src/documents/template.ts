import Type from 'typebox'
import { documentHead, idPattern, namedBy } from '../head.ts'
import { said } from '../said.ts'

/**
 * A template that a contact center made from its own flow: the documents as they were, with everything the flow needs. Nothing in it runs, and
 * nothing refers into it; taking it copies it. Its shapes are those of `schemaVersion`, and are brought up when it is taken.
 */
export const Template = Type.Object(
  {
    ...documentHead('template'),
    schemaVersion: Type.Integer({ minimum: 1, ...said(['形式の版', '中の設定の形式の版番号です。'], ['Schema version', 'Version of the document shapes inside.']) }),
    flow: Type.String({ pattern: idPattern, ...said(['フロー', 'ひな形の中の、元になる通話フローのIDです。'], ['Flow', 'The id of the call flow inside that is taken.']) }),
    files: namedBy(
      Type.String({ pattern: '^(?:bundle|[a-z][a-z0-9-]{0,39}/[A-Za-z0-9][A-Za-z0-9._-]{0,79})\\.json$' }),
      Type.Record(Type.String(), Type.Unknown()),
      said(['設定', '場所（種類/ID.json）と、その設定です。'], ['Documents', 'Path (KIND/ID.json) to document.']),
    ),
  },
  { additionalProperties: false, ...said(['ひな形', '自分のフローから作ったひな形です。そのままでは動きません。'], ['Template', 'A template made from an own flow; it does not run by itself.']) },
)
export type Template = Type.Static<typeof Template>
