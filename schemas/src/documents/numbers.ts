import Type from 'typebox'
import { documentHead, namedBy } from '../head.ts'
import { LocalisedText, choice, said } from '../said.ts'

const DateText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** A telephone number as people write it: digits with hyphens. The same number with and without hyphens is one line. */
export const numberPattern = '^\\+?[0-9][0-9-]{2,19}$'

/** One line (R01): who owns a number, whether citizens may know it, and where calls on it go. */
export const Line = Type.Object(
  {
    title: LocalisedText,
    role: choice(
      { primary: ['代表番号', 'Primary'], companion: ['併用番号', 'Companion'], destination: ['着信先番号', 'Destination'], failover: ['障害時の番号', 'Failover'], internal: ['内線', 'Internal'] },
      said(['役割', '番号の役割です。'], ['Role', 'What the number is for.']),
    ),
    owner: choice({ prefecture: ['県', 'Prefecture'], contractor: ['受託者', 'Contractor'] }, said(['契約者', '番号の契約者です。'], ['Owner', 'Who holds the contract.'])),
    published: Type.Boolean(said(['公開', 'お客様に案内してよい番号かどうかです。'], ['Published', 'Whether citizens may know the number.'])),
    carrier: Type.Optional(Type.String(said(['通信サービス', '電話会社のサービス名です。'], ['Carrier service', 'Name of the carrier service.']))),
    destination: Type.Optional(Type.String({ pattern: numberPattern, ...said(['着信先', '電話会社側で着信する番号です。'], ['Destination', 'The number the carrier delivers calls on.']) })),
    companion: Type.Optional(Type.String({ pattern: numberPattern, ...said(['併用番号', '一緒に案内する番号です。'], ['Companion', 'The number announced beside this one.']) })),
    flow: Type.Optional(Type.String({ 'x-ref': 'call', ...said(['通話フロー', '着信したときに実行する通話フローです。'], ['Call flow', 'The call flow that answers this number.']) })),
    failover: Type.Optional(Type.String({ 'x-ref': 'failover', ...said(['障害切替', '障害のときに使う切替の設定です。'], ['Failover', 'The failover document of this line.']) })),
    validFrom: Type.Optional(DateText),
    validUntil: Type.Optional(DateText),
  },
  { additionalProperties: false },
)
export type Line = Type.Static<typeof Line>

/** The lines of the contact center, by dialled number. */
export const Numbers = Type.Object(
  { ...documentHead('numbers'), lines: namedBy(Type.String({ pattern: numberPattern }), Line, said(['回線', '電話番号ごとの設定です。'], ['Lines', 'Settings by number.'])) },
  { additionalProperties: false, ...said(['番号', '着信する電話番号と、その行き先です。'], ['Numbers', 'Dialled numbers and where they lead.']) },
)
export type Numbers = Type.Static<typeof Numbers>
