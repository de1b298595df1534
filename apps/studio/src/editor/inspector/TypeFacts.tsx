import type { FlowKind, NodeType } from '@madoguchi/sdk'
import { faultClasses, possibleFaults } from '@madoguchi/sdk'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'

const kindWords = { call: 'kindCall', dialogue: 'kindDialogue' } as const satisfies Record<FlowKind, string>

/** Where nodes of a type may stand, and what can go wrong in them. */
export function TypeFacts({ type }: { type: NodeType }) {
  const t = useWords(words)
  const language = useLanguage()
  const separator = language === 'ja' ? '・' : ', '
  const faults = possibleFaults(type).map((name) => (name === 'other' ? t('faultOther') : inLanguage(faultClasses[name].title, language)))
  return (
    <dl className={styles.facts}>
      <dt>{t('standsIn')}</dt>
      <dd>{type.kinds.map((kind) => t(kindWords[kind])).join(separator)}</dd>
      <dt>{t('canFail')}</dt>
      <dd>{faults.length === 0 ? t('cannotFail') : faults.join(separator)}</dd>
    </dl>
  )
}
