import type { Role } from '@madoguchi/runtime/router'
import { type Language } from '../i18n/language.ts'

interface RoleWords {
  name: string
  /** What the role may do, in one line. */
  may: string
}

/** Every role by the name that the requirements give it (R73, R62). Total: a new role does not compile until it has words. */
const roleWords: Record<Role, Record<Language, RoleWords>> = {
  administrator: {
    ja: { name: '県担当者', may: '設定を変更し、公開を承認します。利用者と役割も管理します。' },
    en: { name: 'Prefecture administrator', may: 'Changes settings, approves releases, and manages people and roles.' },
  },
  'general-manager': {
    ja: { name: '総括責任者', may: '設定を変更し、公開を承認します（県民が聞く文を除く）。' },
    en: { name: 'General manager', may: 'Changes settings and approves releases, except texts that citizens hear.' },
  },
  deputy: {
    ja: { name: '代替総括責任者', may: '代替期間中だけ、総括責任者と同じ操作ができます。' },
    en: { name: 'Deputy general manager', may: 'May do what the general manager may, but only during an acting period.' },
  },
  supervisor: {
    ja: { name: 'スーパーバイザー', may: '設定を変更して承認を依頼します。通話履歴も確認できます。' },
    en: { name: 'Supervisor', may: 'Changes settings, asks for approval, and looks into calls.' },
  },
  agent: {
    ja: { name: 'オペレーター', may: '公開中の版を確認できます。設定の変更はできません。' },
    en: { name: 'Agent', may: 'Sees what is live. Changes no settings.' },
  },
  auditor: {
    ja: { name: '監査者', may: '設定・版・履歴・監査記録を確認できます。変更はできません。' },
    en: { name: 'Auditor', may: 'Reads settings, releases, calls and the audit log. Changes nothing.' },
  },
  'chatbot-editor': {
    ja: { name: 'チャットボット編集者', may: 'チャットボットの内容を編集します。通話履歴は見られません。' },
    en: { name: 'Chatbot editor', may: 'Edits chatbot content. Sees no calls.' },
  },
}

/** All roles in the order in which screens list them. */
export const allRoles = Object.keys(roleWords) as readonly Role[]

export function roleName(role: Role, language: Language): string {
  return roleWords[role][language].name
}

export function roleMay(role: Role, language: Language): string {
  return roleWords[role][language].may
}

/** Several roles in one line, in the order of `allRoles`. */
export function roleNames(roles: readonly Role[], language: Language): string {
  return allRoles.filter((role) => roles.includes(role)).map((role) => roleName(role, language)).join(language === 'ja' ? '・' : ', ')
}
