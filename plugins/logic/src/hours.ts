import { defineNode, exit, hoursRef, leave } from '@madoguchi/sdk'
import Type from 'typebox'

/** Divides by the state of the business hours. That the hours cannot say is a fault, never "closed" (architecture.md §4). */
export const hours = defineNode({
  type: 'logic.hours',
  title: { ja: '営業時間', en: 'Business hours' },
  description: { ja: '営業時間の状態ごとに分かれます。', en: 'Divides by the state of the business hours.' },
  icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l4 2M12 3v2M12 19v2M3 12h2M19 12h2',
  kinds: ['call', 'dialogue'],
  needs: ['hours'],
  config: Type.Object({ hours: hoursRef(['営業時間', '判定に使う営業時間の設定です。'], ['Hours', 'The hours document that decides.']) }, { additionalProperties: false }),
  // In the order of precedence, in which the states also exclude each other.
  exits: () => [
    exit('emergency', { ja: '緊急閉所', en: 'Emergency' }),
    exit('exception', { ja: '臨時休業', en: 'Exception' }),
    exit('holiday', { ja: '祝日', en: 'Holiday' }),
    exit('closed', { ja: '時間外', en: 'Closed' }),
    exit('open', { ja: '受付中', en: 'Open' }),
  ],
  summary: (config) => ({ ja: config.hours, en: config.hours }),
  async run({ config, hours: capability }) {
    return leave(capability.at(config.hours).state)
  },
})
