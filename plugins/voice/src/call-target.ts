import { choice, numberPattern, said } from '@madoguchi/schemas'
import { type TargetKind, type TransferOptions, promptRef, seconds } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { phoneKey } from './phone-key.ts'

const kinds = { number: ['電話番号', 'Telephone number'], seat: ['内線', 'Extension'], agent: ['担当者', 'Agent'] } as const satisfies Record<TargetKind, readonly [string, string]>

/** Where a call is sent. What stands in `to` depends on the kind, so the schema allows both and `targetProblems` looks closer. */
export const targetFields = {
  to: Type.String({ pattern: `${numberPattern}|^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$`, ...said(['つなぐ先', '電話番号、内線のID、または担当者のIDです。'], ['Target', 'A telephone number, or the id of an extension or agent.']) }),
  toKind: choice(kinds, said(['つなぐ先の種類', 'つなぐ先が電話番号か、内線か、担当者かです。'], ['Kind of target', 'Whether the target is a telephone number, an extension or an agent.']), 'number'),
}

export function targetProblems({ to, toKind }: { to: string; toKind?: TargetKind }, pointer: string) {
  if ((toKind ?? 'number') !== 'number' || new RegExp(numberPattern).test(to)) return []
  return [{ code: 'not-a-number', pointer: `${pointer}/to`, message: { ja: `「${to}」は電話番号ではありません。番号を直すか、つなぐ先の種類を選び直してください。`, en: `"${to}" is no telephone number. Mend it, or choose another kind of target.` } }]
}

/** A number of the bundle's lines that the called see; one that is not published is refused by the check (R02). */
export const callerNumberField = Type.Optional(
  Type.String({ pattern: numberPattern, 'x-number': 'shown', ...said(['通知する番号', '相手に表示する番号です。公開している番号だけが使えます。省略すると回線の既定の番号です。'], ['Caller number', 'The number shown to the called; published numbers only. The default of the line when left out.']) }),
)

/** What the called hear before the caller is connected. */
export const Whisper = Type.Object(
  {
    prompt: promptRef(['案内', '電話に出た相手だけに流す案内です。お客様には聞こえません。'], ['Prompt', 'Heard by the called alone, before the caller is connected.']),
    acceptKey: phoneKey(said(['受けるボタン', '相手が、つないでよいときに押すボタンです（取り次ぎのときだけ使います）。'], ['Accept key', 'Pressed by the called to take the call (consultative only).']), '1'),
    acceptSeconds: seconds(['受けるまで待つ時間（秒）', 'この時間に押されなければ「応答なし」とします（取り次ぎのときだけ使います）。'], ['Time to accept (seconds)', 'Not accepted by then counts as no answer (consultative only).'], { default: 10, minimum: 3, maximum: 60 }),
  },
  { additionalProperties: false, ...said(['相手への案内（ささやき）', 'つなぐ前に、相手だけに用件などを伝えます。'], ['Whisper', 'Tells the called what it is about before the caller is connected.']) },
)
export type Whisper = Static<typeof Whisper>

/** @param accept whether the called must press the key */
export function whispered(whisper: Whisper | undefined, accept: boolean): Pick<TransferOptions, 'whisper'> {
  if (!whisper) return {}
  const { prompt, acceptKey, acceptSeconds } = whisper
  return { whisper: { speech: [prompt], acceptKey: accept ? acceptKey : '', acceptSeconds } }
}
