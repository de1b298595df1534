import { defineNode, flowRef, goToFlow } from '@madoguchi/sdk'
import Type from 'typebox'

/** Goes on in another flow and does not come back. */
export const goToFlowNode = defineNode({
  type: 'logic.go-to-flow',
  title: { ja: 'フローへ移る', en: 'Go to flow' },
  description: { ja: '別のフローへ移ります。ここへは戻りません。', en: 'Goes on in another flow and does not come back.' },
  icon: 'M4 5h8v14H4zM9 12h11M16 8l4 4-4 4',
  kinds: ['call', 'dialogue'],
  needs: [],
  config: Type.Object({ flow: flowRef(['フロー', '移る先のフローです。'], ['Flow', 'Where the contact goes on.']) }, { additionalProperties: false }),
  exits: () => [],
  summary: ({ flow }) => ({ ja: flow, en: flow }),
  async run({ config }) {
    return goToFlow(config.flow)
  },
})
