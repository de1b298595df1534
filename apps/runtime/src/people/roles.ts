/**
 * What people are in a contact center (R73, R62), from the requirements' own list. A person may hold several.
 * `general-manager` is held by one person; a `deputy` has the manager's permissions only inside an acting period (R74).
 */
export const roles = ['administrator', 'general-manager', 'deputy', 'supervisor', 'agent', 'auditor', 'chatbot-editor'] as const
export type Role = (typeof roles)[number]

/** What may be asked for. Each procedure names one; what a role is not given here it may not do (deny by default). */
const granted = {
  'draft.read': ['administrator', 'general-manager', 'supervisor', 'auditor', 'chatbot-editor'],
  'draft.edit': ['administrator', 'general-manager', 'supervisor', 'chatbot-editor'],
  'release.read': ['administrator', 'general-manager', 'supervisor', 'agent', 'auditor', 'chatbot-editor'],
  'release.compare': ['administrator', 'general-manager', 'supervisor', 'auditor'],
  /** Asking for approval, and taking one's own request back. */
  'approval.request': ['administrator', 'general-manager', 'supervisor', 'chatbot-editor'],
  'approval.read': ['administrator', 'general-manager', 'supervisor', 'auditor', 'chatbot-editor'],
  'approval.comment': ['administrator', 'general-manager', 'supervisor'],
  /** Deciding on another person's request. Texts that citizens hear need `approval.prefecture` besides (R75). */
  'approval.decide': ['administrator', 'general-manager'],
  'approval.prefecture': ['administrator'],
  'release.roll-back': ['administrator', 'general-manager'],
  'session.read': ['administrator', 'general-manager', 'supervisor', 'auditor'],
  /** Whole numbers of callers; without it they are masked (R78). */
  'session.personal': ['general-manager', 'supervisor'],
  'call.try': ['administrator', 'general-manager', 'supervisor'],
  /** What flows left to do (受付記録). */
  'records.read': ['general-manager', 'supervisor', 'agent', 'auditor'],
  'records.work': ['general-manager', 'supervisor', 'agent'],
  'people.read': ['administrator', 'general-manager', 'auditor'],
  'people.manage': ['administrator'],
  'plugin.read': ['administrator', 'general-manager', 'auditor'],
  'acting.manage': ['administrator', 'general-manager'],
  'audit.read': ['administrator', 'auditor'],
  'audit.export': ['auditor'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof granted
export const permissions = Object.keys(granted) as Permission[]

/**
 * Whether the roles give a permission.
 * @param acting whether a deputy acts now: then the role `deputy` counts as `general-manager`
 */
export function allows(held: readonly Role[], permission: Permission, acting: boolean): boolean {
  const given: readonly Role[] = granted[permission]
  return held.some((role) => given.includes(role === 'deputy' && acting ? 'general-manager' : role))
}
