import { said } from '@madoguchi/schemas'
import { defineNode, done, leave, promptRefs } from '@madoguchi/sdk'
import Type from 'typebox'

/** Speaks one or more prompts. */
export const play = defineNode({
  type: 'voice.play',
  title: { ja: '案内を流す', en: 'Play' },
  description: { ja: '音声案内を順番に流します。', en: 'Plays prompts in order.' },
  icon: 'M4 10v4h4l5 4V6L8 10zM16 9.5a4 4 0 0 1 0 5M18.5 7a8 8 0 0 1 0 10',
  needs: ['call'],
  config: Type.Object(
    {
      prompts: promptRefs(['案内', '流す音声案内です。並べた順に流れます。'], ['Prompts', 'What is played, in this order.']),
      bargeIn: Type.Boolean({
        ...said(
          ['途中のボタン操作を受け付ける', '案内の途中で押されたボタンを、次の番号選択で受け付けます。受け付けない場合は、案内を最後まで流します。'],
          ['Allow barge-in', 'A key pressed during the prompts answers the next question. Otherwise they are heard to their end.'],
        ),
        default: true,
      }),
    },
    { additionalProperties: false },
  ),
  exits: () => [done],
  summary: ({ prompts }) => ({ ja: prompts.join('、'), en: prompts.join(', ') }),
  async run({ config, call }) {
    await call.play(config.prompts, { bargeIn: config.bargeIn })
    return leave('done')
  },
})
