import { choice, said } from '@madoguchi/schemas'
import { defineNode, exit, leave, promptRef, seconds, textVariableName } from '@madoguchi/sdk'
import Type from 'typebox'

/** Takes a message from the caller (voicemail). */
export const record = defineNode({
  type: 'voice.record',
  title: { ja: '伝言の録音', en: 'Record a message' },
  description: { ja: 'お客様の伝言を録音します。録音することを、必ず先に案内してください。エラー: 音声が用意できないとき、電話設備の不具合。', en: 'Records a message. Say that it is recorded before it begins. Errors: no audio, the telephony fails.' },
  icon: 'M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3M6 11v1a6 6 0 0 0 12 0v-1M12 18v3M9 21h6',
  needs: ['call'],
  config: Type.Object(
    {
      prompt: Type.Optional(promptRef(['案内', '録音の前に流す案内です。録音することと、終わり方を伝えてください。'], ['Prompt', 'Played before recording; says that it records and how to finish.'])),
      maxSeconds: seconds(['最長の録音時間（秒）', 'この時間で録音を終えます。'], ['Longest recording (seconds)', 'Recording ends after this time.'], { default: 120, minimum: 5, maximum: 600 }),
      silenceSeconds: seconds(['無音で終える時間（秒）', 'この時間だけ無音が続くと録音を終えます。'], ['Silence (seconds)', 'This much silence ends the recording.'], { default: 5, minimum: 2, maximum: 30 }),
      finishKey: choice(
        { '#': ['＃（シャープ）', '# (hash)'], '*': ['＊（米印）', '* (star)'], none: ['なし', 'None'] },
        said(['録音を終えるボタン', '録音の終わりに押していただくボタンです。'], ['Finish key', 'The key that ends the recording.']),
        '#',
      ),
      saveAs: Type.Optional(textVariableName(['保存する変数', '録音のIDを入れる変数の名前です。'], ['Save as', 'The variable that takes the id of the recording.'])),
    },
    { additionalProperties: false },
  ),
  exits: () => [exit('recorded', { ja: '録音あり', en: 'Recorded' }), exit('empty', { ja: '録音なし', en: 'Nothing recorded' })],
  effects: ['records'],
  asks: ['call.record'],
  summary: ({ maxSeconds }) => ({ ja: `最長${maxSeconds}秒`, en: `up to ${maxSeconds} s` }),
  async run({ config, call, set }) {
    const finishKey = config.finishKey === 'none' ? '' : config.finishKey
    const speech = config.prompt === undefined ? [] : [config.prompt]
    const { recording } = await call.record(speech, { maxSeconds: config.maxSeconds, silenceSeconds: config.silenceSeconds, finishKey })
    if (recording === null) return leave('empty')
    if (config.saveAs !== undefined) set(config.saveAs, recording)
    return leave('recorded')
  },
})
