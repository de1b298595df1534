import { said } from '@madoguchi/schemas'
import { answerSeconds, defineNode, exit, label, leave, promptRef, repeated, rewireByLabel, type Exit } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { phoneKey } from './phone-key.ts'

const Choice = Type.Object(
  {
    key: phoneKey(said(['ボタン', '電話機のボタンです。'], ['Key', 'The key of the telephone.'])),
    label: label(['項目名', 'この番号で選べる項目の名前です。'], ['Label', 'What this key chooses.']),
  },
  { additionalProperties: false, ...said(['選択肢', '1つのボタンと、その項目です。'], ['Choice', 'One key and what it chooses.']) },
)
type Choice = Static<typeof Choice>

/** At most eleven choices: with all twelve keys taken no key would be wrong, and the `invalid` exit could never be left by. */
const Config = Type.Object(
  {
    prompt: promptRef(['案内', '番号を選んでいただく案内です。項目名のあとに番号を読み上げる文にしてください。'], ['Prompt', 'Asks for a choice; say what is offered before its key.']),
    choices: Type.Array(Choice, { minItems: 1, maxItems: 11, ...said(['選択肢', '選べる番号です。6つまでにすると聞き取りやすくなります。'], ['Choices', 'The keys that can be chosen; up to six are easy to remember.']) }),
    timeoutSeconds: answerSeconds(
      ['待ち時間（秒）', '案内が終わってからボタン操作を待つ時間です。電話リレーサービスのお客様のため、10秒以上をお勧めします。'],
      ['Timeout (seconds)', 'How long a key is awaited after the prompt. Relay-service callers need 10 seconds or more.'],
      { default: 10, minimum: 3, maximum: 60 },
    ),
    retries: Type.Integer({ minimum: 0, maximum: 5, default: 2, ...said(['聞き直しの回数', '操作がないとき、または番号が違うときに、案内を繰り返す回数です。'], ['Retries', 'How often the prompt is repeated after silence or a wrong key.']) }),
    noInputPrompt: Type.Optional(promptRef(['無操作の案内', 'ボタンが押されなかったとき、聞き直す前に流す案内です。'], ['No-input prompt', 'Played before asking again when no key was pressed.'])),
    noMatchPrompt: Type.Optional(promptRef(['番号違いの案内', '選択肢にない番号が押されたとき、聞き直す前に流す案内です。'], ['No-match prompt', 'Played before asking again after a wrong key.'])),
  },
  { additionalProperties: false },
)

const choiceExits = (choices: readonly Choice[]): Exit[] => choices.map(({ key, label: title }) => exit(key, title))

/** One choice by one key, with silence (`timeout`) and a wrong key (`invalid`) told apart as VoiceXML's noinput and nomatch are (C10, A09). */
export const menu = defineNode({
  type: 'voice.menu',
  title: { ja: '番号選択', en: 'Menu' },
  description: { ja: '案内を流し、押された番号ごとに分かれます。エラー: 音声が用意できないとき、電話設備の不具合。', en: 'Asks for a choice by one key. Errors: no audio, the telephony fails.' },
  icon: 'M6 5h.01M12 5h.01M18 5h.01M6 10h.01M12 10h.01M18 10h.01M6 15h.01M12 15h.01M18 15h.01M12 20h.01',
  needs: ['call'],
  config: Config,
  exits: ({ choices }) => [
    ...choiceExits(choices),
    exit('timeout', { ja: '操作なし', en: 'No key pressed' }),
    exit('invalid', { ja: '番号違い', en: 'Wrong key' }),
  ],
  summary: ({ choices }) => {
    const line = (language: 'ja' | 'en') => choices.map(({ key, label: name }) => `${key} ${name[language] ?? name.ja}`).join(' / ')
    return { ja: line('ja'), en: line('en') }
  },
  rewire: (before, after) => rewireByLabel(choiceExits(before.choices), choiceExits(after.choices)),
  problems: ({ choices }) =>
    repeated(choices.map(({ key }) => key)).map((index) => ({
      code: 'duplicate-key',
      pointer: `/choices/${index}/key`,
      message: { ja: `ボタン「${choices[index]?.key}」が2つ以上の選択肢で使われています。別のボタンを選んでください。`, en: `Key ${choices[index]?.key} stands for more than one choice. Choose another key.` },
    })),
  menu: ({ prompt, choices }) => ({
    prompt,
    promptPointer: '/prompt',
    choices: choices.map(({ key, label: name }, index) => ({ key, label: name, pointer: `/choices/${index}` })),
    noInput: 'timeout',
    noMatch: 'invalid',
  }),
  async run({ config, call }) {
    const keys = config.choices.map(({ key }) => key).join('')
    let failure: 'timeout' | 'invalid' = 'timeout'
    for (let attempt = 0; attempt <= config.retries; attempt++) {
      const excuse = failure === 'timeout' ? config.noInputPrompt : config.noMatchPrompt
      if (attempt > 0 && excuse !== undefined) await call.play([excuse], { bargeIn: true })
      const key = await call.ask([config.prompt], { keys, timeoutSeconds: config.timeoutSeconds })
      if (key !== null && keys.includes(key)) return leave(key)
      failure = key === null ? 'timeout' : 'invalid'
    }
    return leave(failure)
  },
})
