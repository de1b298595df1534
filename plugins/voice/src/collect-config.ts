import { choice, said } from '@madoguchi/schemas'
import { answerSeconds, promptRef, seconds, textVariableName } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import type { Checksum } from './checksums.ts'
import { phoneKey } from './phone-key.ts'

const checksumNames = {
  none: ['なし', 'None'],
  luhn: ['ルーン方式（モジュラス10 ウェイト2・1）', 'Luhn (modulus 10, weights 2-1)'],
  'modulus10-weight31': ['モジュラス10 ウェイト3・1', 'Modulus 10, weights 3-1'],
} as const satisfies Record<Checksum, readonly [string, string]>

const ReadBack = Type.Object(
  {
    before: Type.Optional(promptRef(['前の案内', '番号を読み上げる前に流す案内です。'], ['Prompt before', 'Played before the digits are read.'])),
    digitPrompts: Type.String({
      minLength: 1,
      'x-ref-digits': 'prompt',
      default: 'digit.',
      ...said(['数字の案内の先頭', '数字を読み上げる案内のIDの先頭部分です。「digit.」なら digit.0 から digit.9 を使います。'], ['Digit prompts', 'What the ids of the digit prompts begin with: "digit." uses digit.0 to digit.9.']),
    }),
    after: promptRef(['確認の案内', '読み上げたあとに、正しければどのボタンを押すかを伝える案内です。'], ['Prompt after', 'Says which key confirms and which starts again.']),
    confirmKey: phoneKey(said(['確定のボタン', '番号が正しいときに押すボタンです。'], ['Confirm key', 'Pressed when the digits are right.']), '1'),
    retryKey: phoneKey(said(['やり直しのボタン', '入力をやり直すときに押すボタンです。'], ['Retry key', 'Pressed to enter the digits again.']), '2'),
  },
  { additionalProperties: false, ...said(['読み上げて確認', '入力された番号を1桁ずつ読み上げ、正しいか確認していただきます。'], ['Read back', 'Reads the digits one by one and asks whether they are right.']) },
)

const digits = (ja: [string, string], en: [string, string], value: number) => Type.Integer({ minimum: 1, maximum: 32, default: value, ...said(ja, en) })

/** The settings of `voice.collect`. */
export const CollectConfig = Type.Object(
  {
    prompt: promptRef(['案内', '番号の入力をお願いする案内です。'], ['Prompt', 'Asks for the digits.']),
    minDigits: digits(['最小の桁数', 'これより短い入力は誤りとして扱います。'], ['Fewest digits', 'Fewer digits count as wrong.'], 1),
    maxDigits: digits(['最大の桁数', 'この桁数になると、すぐに次へ進みます。'], ['Most digits', 'Entering this many ends the input at once.'], 10),
    terminator: choice({ '#': ['＃（シャープ）', '# (hash)'], none: ['なし', 'None'] }, said(['入力終わりのボタン', '入力の終わりに押していただくボタンです。'], ['Terminator', 'The key that ends the input.']), '#'),
    timeoutSeconds: answerSeconds(['待ち時間（秒）', '案内が終わってから最初の数字を待つ時間です。'], ['Timeout (seconds)', 'How long the first digit is awaited after the prompt.'], { default: 10, minimum: 3, maximum: 60 }),
    digitTimeoutSeconds: seconds(['桁の間の待ち時間（秒）', '次の数字を待つ時間です。過ぎると入力の終わりとみなします。'], ['Digit timeout (seconds)', 'Silence between digits that ends the input.'], { default: 5, minimum: 2, maximum: 30 }),
    retries: Type.Integer({ minimum: 0, maximum: 5, default: 2, ...said(['聞き直しの回数', '入力がないとき、または誤りのときに、案内を繰り返す回数です。'], ['Retries', 'How often the caller may try again.']) }),
    saveAs: textVariableName(['保存する変数', '入力された番号を入れる変数の名前です。'], ['Save as', 'The variable that takes the digits.']),
    checksum: choice(checksumNames, said(['検査数字', '最後の1桁で入力の誤りを検査する方式です。'], ['Check digit', 'How the last digit checks the others.']), 'none'),
    readBack: Type.Optional(ReadBack),
    noInputPrompt: Type.Optional(promptRef(['無操作の案内', '入力がなかったとき、聞き直す前に流す案内です。'], ['No-input prompt', 'Played before asking again after silence.'])),
    invalidPrompt: Type.Optional(promptRef(['入力誤りの案内', '入力が誤っていたとき、聞き直す前に流す案内です。'], ['Invalid prompt', 'Played before asking again after wrong digits.'])),
    secret: Type.Boolean({ default: false, ...said(['入力を記録しない', '暗証番号のように、記録や画面に残してはならない入力です。'], ['Secret', 'The digits, such as a PIN, must appear in no trace or screen.']) }),
  },
  { additionalProperties: false },
)
export type CollectConfig = Static<typeof CollectConfig>
