import { choice, said } from '@madoguchi/schemas'
import { defineNode, exit, leave, promptRef, seconds, targetOf } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { Whisper, callerNumberField, targetFields, targetProblems, whispered } from './call-target.ts'

const exitOf = { answered: 'ended', busy: 'busy', 'no-answer': 'no-answer', unreachable: 'unreachable' } as const
const modes = { blind: ['すぐにつなぐ', 'At once'], consultative: ['取り次ぐ（相手が受けてからつなぐ）', 'Consultative (once the called has accepted)'] } as const

const Config = Type.Object(
  {
    ...targetFields,
    mode: choice(modes, said(['つなぎ方', '取り次ぐ場合は、相手に案内を流し、受けるボタンが押されてからつなぎます。留守番電話にはつながりません。'], ['Manner', 'Consultative: the called hears the whisper and has to accept; an answering machine never does.']), 'blind'),
    timeoutSeconds: seconds(['呼び出し時間（秒）', 'この時間を過ぎても応答がなければ「応答なし」へ進みます。'], ['Ringing (seconds)', 'After this the no-answer exit is taken.'], { default: 30, minimum: 5, maximum: 120 }),
    callerNumber: callerNumberField,
    announcement: Type.Optional(promptRef(['転送前の案内', 'つなぐ前に流す案内です。'], ['Announcement', 'Played before connecting.'])),
    whisper: Type.Optional(Whisper),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

function problemsOf(config: Config) {
  const missing = config.mode === 'consultative' && !config.whisper
  return [
    ...targetProblems(config, ''),
    ...(missing ? [{ code: 'consultative-without-whisper', pointer: '/whisper', message: { ja: '取り次ぐときは、相手に流す案内（ささやき）を決めてください。', en: 'A consultative transfer needs a whisper, which tells the called to accept.' } }] : []),
  ]
}

/** Connects the caller to somebody and goes on when that conversation is over, or could not begin: the caller is never dropped (R07). Throws `prompt-missing`, `telephony`. */
export const transfer = defineNode({
  type: 'voice.transfer',
  title: { ja: '転送', en: 'Transfer' },
  description: { ja: '電話番号・内線・担当者へつなぎます。つながらなければお客様は戻り、次の出口へ進みます。エラー: 案内の音声が用意できないとき、電話設備の不具合。', en: 'Connects the caller to a number, an extension or an agent. A caller who cannot be connected comes back and leaves by an exit. Errors: no audio, the telephony fails.' },
  icon: 'M4 5h4l2 4-2 2a9 9 0 0 0 5 5l2-2 4 2v4a1 1 0 0 1-1 1A15 15 0 0 1 3 6a1 1 0 0 1 1-1M14 6h7M18 3l3 3-3 3',
  needs: ['call'],
  config: Config,
  exits: () => [
    exit('ended', { ja: '通話終了', en: 'Conversation over' }),
    exit('busy', { ja: '話し中', en: 'Busy' }),
    exit('no-answer', { ja: '応答なし', en: 'No answer' }),
    exit('unreachable', { ja: 'つながらない', en: 'Unreachable' }),
  ],
  effects: ['connects'],
  asks: ['call.transfer'],
  summary: ({ to }) => ({ ja: to, en: to }),
  problems: problemsOf,
  async run({ config, call }) {
    const { to, toKind, mode, timeoutSeconds, callerNumber, announcement, whisper } = config
    // Queued, not played: the transfer speaks what is queued to its end, with what earlier nodes left there.
    if (announcement !== undefined) await call.play([announcement], { bargeIn: true })
    const { result } = await call.transfer(targetOf(toKind, to), { timeoutSeconds, ...(callerNumber === undefined ? {} : { callerNumber }), ...whispered(whisper, mode === 'consultative') })
    return leave(exitOf[result])
  },
})
