import { defineNode, done, leave, seconds } from '@madoguchi/sdk'
import Type from 'typebox'

/** Keeps the caller waiting in silence for a short time. */
export const wait = defineNode({
  type: 'voice.wait',
  title: { ja: '間を置く', en: 'Wait' },
  description: { ja: '無音で少し待ちます。エラー: 電話設備の不具合。', en: 'Waits in silence for a moment. Errors: the telephony fails.' },
  icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8v4l3 2',
  needs: ['call'],
  config: Type.Object({ seconds: seconds(['待つ時間（秒）', '無音で待つ時間です。長い無音は、切れたと思われることがあります。'], ['Seconds', 'How long to wait; callers take long silence for a lost call.'], { default: 1, maximum: 60 }) }, { additionalProperties: false }),
  exits: () => [done],
  summary: (config) => ({ ja: `${config.seconds}秒`, en: `${config.seconds} s` }),
  async run({ config, call }) {
    await call.wait(config.seconds)
    return leave('done')
  },
})
