import { defineNode, done, leave, milestoneRef } from '@madoguchi/sdk'
import Type from 'typebox'

/** Notes for the reports that a contact came this far. */
export const milestone = defineNode({
  type: 'logic.milestone',
  title: { ja: '到達点の記録', en: 'Milestone' },
  description: { ja: 'ここまで進んだことを、帳票のために記録します。', en: 'Notes for the reports that a contact came this far.' },
  icon: 'M6 21V4M6 4h12l-3 4 3 4H6',
  kinds: ['call', 'dialogue'],
  needs: ['reports'],
  config: Type.Object({ milestone: milestoneRef(['到達点', '設定一式の「到達点」の1つです。'], ['Milestone', 'One of the milestones of the bundle.']) }, { additionalProperties: false }),
  exits: () => [done],
  summary: (config) => ({ ja: config.milestone, en: config.milestone }),
  async run({ config, reports }) {
    reports.milestone(config.milestone)
    return leave('done')
  },
})
