import { PasswordInput } from '@mantine/core'
import { useWords } from '../i18n/words.ts'
import { Field } from '../theme/Field.tsx'
import { useFirstFocus } from '../theme/use-first-focus.ts'
import styles from './Account.module.css'
import { missingCharacters, passwordFault, shortestPassword } from './password-rule.ts'
import { words } from './words.ts'

interface NewPasswordFieldsProps {
  next: string
  repeated: string
  /** The password that is being replaced, where it is known. */
  current?: string
  /** Whether somebody has tried to submit: only then is what is missing an error. */
  tried: boolean
  /** Whether the form begins here. */
  focusFirst?: boolean
  onChange(change: { next?: string; repeated?: string }): void
}

/** A new password, typed twice, with a hint of what is still missing while it is typed. */
export function NewPasswordFields({ next, repeated, current, tried, focusFirst = false, onChange }: NewPasswordFieldsProps) {
  const t = useWords(words)
  const first = useFirstFocus<HTMLInputElement>(focusFirst)
  const fault = tried ? passwordFault(next, repeated, current) : undefined
  const missing = missingCharacters(next)
  const hint = next === '' ? '' : missing > 0 ? t('passwordMissing', { count: missing }) : t('passwordEnough')
  const toggle = { 'aria-label': t('showPassword'), tabIndex: 0 }
  return (
    <>
      <Field label={t('newPassword')} support={t('newPasswordHelp', { count: shortestPassword })} error={fault && fault !== 'differs' ? t(fault, { count: shortestPassword }) : undefined}>
        {(control) => <PasswordInput {...control} autoComplete="new-password" ref={first} required visibilityToggleButtonProps={toggle} value={next} onChange={(event) => onChange({ next: event.currentTarget.value })} />}
      </Field>
      <p className={styles.hint} role="status" data-enough={missing === 0 || undefined}>
        {hint}
      </p>
      <Field label={t('repeatPassword')} error={fault === 'differs' ? t('differs') : undefined}>
        {(control) => <PasswordInput {...control} autoComplete="new-password" required visibilityToggleButtonProps={toggle} value={repeated} onChange={(event) => onChange({ repeated: event.currentTarget.value })} />}
      </Field>
    </>
  )
}
