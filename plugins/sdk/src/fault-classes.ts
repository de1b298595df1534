import type { BothLanguages } from '@madoguchi/schemas'

/** Kinds of faults that a flow may answer differently. A code that is in none of them is of the class `other`. */
export const faultClasses = {
  telephony: { title: { ja: '電話設備', en: 'Telephony' }, codes: ['telephony', 'gateway', 'database', 'runtime'] },
  guidance: { title: { ja: '音声案内', en: 'Guidance' }, codes: ['prompt-missing', 'unknown-prompt'] },
  hours: { title: { ja: '営業時間', en: 'Business hours' }, codes: ['hours-error'] },
  service: { title: { ja: '外部サービス', en: 'Outside service' }, codes: ['plugin', 'service'] },
  settings: { title: { ja: '式や設定', en: 'Expressions and settings' }, codes: ['expression', 'fixed-variable', 'table-input', 'table-use', 'unreadable-time', 'endless-loop', 'too-deep', 'node-failed', 'nothing-to-return-to', 'value-not-sayable', 'still-waiting', 'unconnected-exit'] },
} as const satisfies Record<string, { title: BothLanguages; codes: readonly string[] }>

export type FaultClass = keyof typeof faultClasses | 'other'

/** Faults of services outside are told apart by what their codes begin with, since every plugin has its own. */
const serviceCodes = /^(plugin|service|http|sms|mail|webhook|notify|case|task)(-|$)/

/** The class of a fault code. A reference that leads nowhere (`unknown-…`) is a matter of settings. */
export function faultClassOf(code: string): FaultClass {
  for (const [name, { codes }] of Object.entries(faultClasses)) if ((codes as readonly string[]).includes(code)) return name as FaultClass
  if (serviceCodes.test(code)) return 'service'
  return code.startsWith('unknown-') ? 'settings' : 'other'
}
