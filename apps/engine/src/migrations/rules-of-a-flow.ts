import type { Migration } from './migration.ts'

/**
 * Version 1 called the rules that a flow follows (R15 to R17) its `template`. Since there is a gallery, `template` says what a flow was made
 * from, and the rules are called `rules`.
 */
export const rulesOfAFlow: Migration = {
  to: 2,
  name: 'rules-of-a-flow',
  title: {
    ja: '通話フローの決まり（受付時間外の自動音声案内）の項目名を「template」から「rules」に変えました。動作は変わりません。',
    en: 'The rules that a call flow follows (after-hours guidance) are now called "rules", not "template". Calls go on as before.',
  },
  migrate(path, document) {
    if (!path.startsWith('call/') || typeof document['template'] !== 'string') return document
    const { template, ...rest } = document
    return { rules: template, ...rest }
  },
}
