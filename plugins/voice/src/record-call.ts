import { choice, said } from '@madoguchi/schemas'
import { defineNode, done, leave, promptRef, textVariableName } from '@madoguchi/sdk'
import Type from 'typebox'

const acts = { start: ['開始', 'Start'], pause: ['一時停止', 'Pause'], resume: ['再開', 'Resume'], stop: ['終了', 'Stop'] } as const

/** Records the conversation, with marked gaps where it must not (R26). Throws `prompt-missing`, `telephony`. */
export const recordCall = defineNode({
  type: 'voice.record-call',
  title: { ja: '通話録音', en: 'Record the call' },
  description: {
    ja: '通話の録音を開始・一時停止・再開・終了します。開始の前に、録音を告知する案内を必ず流してください（検査で確かめます）。一時停止の間は無音として残ります。エラー: 音声が用意できないとき、電話設備の不具合。',
    en: 'Starts, pauses, resumes or stops the recording of the call. A prompt whose purpose is the recording notice has to come before the start (the check proves it). A pause stays as silence. Errors: no audio, the telephony fails.',
  },
  icon: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  needs: ['call'],
  config: Type.Object(
    {
      act: choice(acts, said(['操作', '録音に対する操作です。'], ['Act', 'What is done with the recording.']), 'start'),
      announcement: Type.Optional(promptRef(['案内', '操作の前に最後まで流す案内です。開始のときは、目的が「録音の告知」の案内を選んでください。'], ['Announcement', 'Played to its end before it; at the start a prompt whose purpose is the recording notice.'])),
      saveAs: Type.Optional(textVariableName(['保存する変数', '録音のIDを入れる変数の名前です。録音していないときは空になります。'], ['Save as', 'The variable that takes the id of the recording; empty where none runs.'])),
    },
    { additionalProperties: false },
  ),
  exits: () => [done],
  effects: ['records'],
  summary: ({ act }) => ({ ja: acts[act][0], en: acts[act][1] }),
  async run({ config, call, set }) {
    if (config.announcement !== undefined) await call.play([config.announcement], { bargeIn: false })
    const recording = await call.recording(config.act)
    if (config.saveAs !== undefined) set(config.saveAs, recording ?? '')
    return leave('done')
  },
})
