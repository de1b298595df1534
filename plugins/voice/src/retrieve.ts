import { defineNode, exit, leave } from '@madoguchi/sdk'
import Type from 'typebox'
import { slotField } from './slot-field.ts'

/** Connects this call to the one that is parked in a slot. Throws `telephony`. */
export const retrieve = defineNode({
  type: 'voice.retrieve',
  title: { ja: 'パーク取り出し', en: 'Retrieve' },
  description: { ja: 'パーク番号に預けられた通話とつなぎます。職員が内線からかけるフローに置きます。エラー: 電話設備の不具合。', en: 'Connects to the call that is parked in a slot; for flows that staff dial. Errors: the telephony fails.' },
  icon: 'M6 4h12v16H6zM12 16V8M9 11l3-3 3 3',
  needs: ['call'],
  config: Type.Object({ slot: slotField() }, { additionalProperties: false }),
  exits: () => [exit('ended', { ja: '通話終了', en: 'Conversation over' }), exit('empty', { ja: '預かりなし', en: 'Nothing parked' })],
  effects: ['connects'],
  asks: ['call.retrieve'],
  summary: ({ slot }) => ({ ja: slot, en: slot }),
  async run({ config, call }) {
    const { result } = await call.retrieve(config.slot)
    return leave(result === 'empty' ? 'empty' : 'ended')
  },
})
