import Type from 'typebox'
import { documentHead, idPattern, namedBy } from '../head.ts'
import { LocalisedText, choice, said } from '../said.ts'

/** Audio of one prompt in one language, by content hash; `textHash` is of the text it speaks, so a changed text makes it stale (R18). */
export const PromptAudio = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    seconds: Type.Number({ exclusiveMinimum: 0, ...said(['秒数', '音声の長さ（秒）です。'], ['Seconds', 'Length of the audio.']) }),
    textHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    source: choice({ speech: ['音声合成', 'Speech synthesis'], recorded: ['録音', 'Recording'] }, said(['作り方', '音声の作り方です。'], ['Source', 'How the audio was made.'])),
    voice: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type PromptAudio = Type.Static<typeof PromptAudio>

/** One guidance text with its audio. `purpose` is what the checks of R15 and R19 look at. */
export const Prompt = Type.Object(
  {
    title: Type.Optional(LocalisedText),
    purpose: choice(
      {
        hours: ['受付時間', 'Hours'], web: ['ホームページ', 'Web pages'], menu: ['番号の案内', 'Menu'], item: ['項目の案内', 'Item'], recording: ['録音の告知', 'Recording notice'],
        waiting: ['待ち', 'Waiting'], transfer: ['転送', 'Transfer'], retry: ['再入力', 'Retry'], closing: ['終わり', 'Closing'], failure: ['障害', 'Failure'], disaster: ['災害', 'Disaster'], other: ['その他', 'Other'],
      },
      said(['目的', '案内の目的です。'], ['Purpose', 'What the prompt is for.']),
    ),
    text: Type.Object(
      { ja: Type.String({ minLength: 1, 'x-template': true, 'x-audience': 'citizen' }), en: Type.Optional(Type.String({ minLength: 1, 'x-template': true, 'x-audience': 'citizen' })) },
      { additionalProperties: false, ...said(['文', '読み上げる文です。{{名前}} に変数が入ります。'], ['Text', 'What is spoken; {{name}} is filled in.']) },
    ),
    audio: Type.Optional(Type.Object({ ja: Type.Optional(PromptAudio), en: Type.Optional(PromptAudio) }, { additionalProperties: false })),
    owner: choice({ prefecture: ['県', 'Prefecture'], contractor: ['受託者', 'Contractor'] }, said(['担当', '文の内容に責任を持つ側です。'], ['Owner', 'Who answers for the text.'])),
  },
  { additionalProperties: false },
)
export type Prompt = Type.Static<typeof Prompt>

/** How the synthesiser is to say something that is written; audio that exists already does not change. */
export const PromptReading = Type.Object(
  {
    say: Type.String({ minLength: 1, maxLength: 80, ...said(['読み', '音声合成に読ませる書き方です。ふつうは、ひらがなかカタカナで書きます。'], ['Reading', 'What the synthesiser is given instead, mostly in kana.']) }),
    why: Type.Optional(Type.String({ maxLength: 200, ...said(['理由', 'この読みを入れた理由です。'], ['Reason', 'Why this reading was entered.']) })),
  },
  { additionalProperties: false },
)
export type PromptReading = Type.Static<typeof PromptReading>

/** Guidance texts with their audio (R18, R19). Ids are unique over all prompts documents of a bundle. */
export const Prompts = Type.Object(
  {
    ...documentHead('prompts'),
    prompts: namedBy(Type.String({ pattern: idPattern }), Prompt, said(['案内', '音声案内の一覧です。'], ['Prompts', 'The guidance texts.'])),
    readings: Type.Optional(namedBy(Type.String({ pattern: '^[^\\r\\n]{1,40}$' }), PromptReading, said(['読み方の辞書', '音声合成が読み間違える語と、その読みです。設定一式のすべての案内に使います。'], ['Readings', 'Words that speech synthesis misreads, and how it is to read them, for all prompts of the bundle.']))),
  },
  { additionalProperties: false, ...said(['音声案内', '案内の文と音声です。'], ['Prompts', 'Guidance texts with their audio.']) },
)
export type Prompts = Type.Static<typeof Prompts>
