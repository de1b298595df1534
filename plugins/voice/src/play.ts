import { said } from '@madoguchi/schemas'
import { defineNode, done, leave, promptRef, spokenText, template } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'

const spoken = { 'x-audience': 'citizen', 'x-spoken': true, minLength: 1, maxLength: 1000 }

const Config = Type.Object(
  {
    prompts: Type.Optional(
      Type.Array(promptRef(['案内', '流す音声案内です。'], ['Prompt', 'The prompt to play.']), { minItems: 1, ...said(['案内', '流す音声案内です。並べた順に流れます。'], ['Prompts', 'What is played, in this order.']) }),
    ),
    text: Type.Optional(
      Type.Object(
        { ja: template(['日本語の文', '読み上げる文です。{{名前}} に変数が入ります。'], ['Japanese', 'Spoken in Japanese; {{name}} is filled in.'], spoken), en: Type.Optional(template(['英語の文', '英語で案内しているときの文です。'], ['English', 'Spoken where English is the language of the call.'], spoken)) },
        { additionalProperties: false, ...said(['読み上げる文', '録音のない文を、音声合成で読み上げます。案内もあるときは、そのあとに流れます。よく使う文は案内として録音してください。'], ['Text', 'Spoken by a synthesised voice, after the prompts. Record what is said often as a prompt.']) },
      ),
    ),
    bargeIn: Type.Boolean({
      ...said(
        ['途中のボタン操作を受け付ける', '案内の途中で押されたボタンを、次の番号選択で受け付けます。受け付けない場合は、案内を最後まで流します。'],
        ['Allow barge-in', 'A key pressed during the prompts answers the next question. Otherwise they are heard to their end.'],
      ),
      default: true,
    }),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

/** Speaks prompts, and a text that no prompt holds. Throws `prompt-missing`, `expression`, `telephony`. */
export const play = defineNode({
  type: 'voice.play',
  title: { ja: '案内を流す', en: 'Play' },
  description: { ja: '音声案内を順番に流します。録音のない文も読み上げられます。エラー: 音声が用意できないとき、文の式が計算できないとき、電話設備の不具合。', en: 'Plays prompts in order, and can speak a text that is not recorded. Errors: no audio, an expression that fails, the telephony fails.' },
  icon: 'M4 10v4h4l5 4V6L8 10zM16 9.5a4 4 0 0 1 0 5M18.5 7a8 8 0 0 1 0 10',
  needs: ['call'],
  config: Config,
  exits: () => [done],
  summary: ({ prompts = [], text }) => ({ ja: [...prompts, ...(text ? [`「${text.ja}」`] : [])].join('、'), en: [...prompts, ...(text ? [`“${text.en ?? text.ja}”`] : [])].join(', ') }),
  problems: ({ prompts, text }: Config) => (prompts || text ? [] : [{ code: 'nothing-to-play', pointer: '/prompts', message: { ja: '流す案内も、読み上げる文もありません。どちらかを選んでください。', en: 'There is neither a prompt nor a text. Choose one.' } }]),
  async run({ config, call, render }) {
    const { prompts = [], text, bargeIn } = config
    const words = text && (call.language === 'en' ? (text.en ?? text.ja) : text.ja)
    await call.play([...prompts, ...(words === undefined ? [] : [spokenText(await render(words))])], { bargeIn })
    return leave('done')
  },
})
