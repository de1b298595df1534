import { NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useId } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { Field, FieldError } from '../theme/Field.tsx'
import styles from './People.module.css'
import type { OrganisationKind } from './people-server.ts'
import type { PersonForm, faultsOf } from './person-form.ts'
import { allRoles, roleMay, roleName } from './role-words.ts'
import { words } from './words.ts'

interface PersonFieldsProps {
  form: PersonForm
  isNew: boolean
  faults: ReturnType<typeof faultsOf>
  set(change: Partial<PersonForm>): void
}

const kinds = Object.keys({ prefecture: true, contractor: true, other: true } satisfies Record<OrganisationKind, true>) as OrganisationKind[]

export function PersonFields({ form, isNew, faults, set }: PersonFieldsProps) {
  const t = useWords(words)
  const said = (field: keyof PersonForm) => {
    const fault = faults[field]
    return fault && t(fault)
  }
  const required = { required: true, requirement: t('required') }
  return (
    <div className={styles.form}>
      {isNew && (
        <Field label={t('loginName')} {...required} support={t('loginNameHelp')} error={said('loginName')}>
          {(control) => <TextInput {...control} data-autofocus required maxLength={100} autoComplete="off" autoCapitalize="none" spellCheck={false} value={form.loginName} onChange={(event) => set({ loginName: event.currentTarget.value })} />}
        </Field>
      )}
      <Field label={t('name')} {...required} error={said('name')}>
        {(control) => <TextInput {...control} data-autofocus={isNew ? undefined : true} required maxLength={100} autoComplete="off" value={form.name} onChange={(event) => set({ name: event.currentTarget.value })} />}
      </Field>
      <Field label={t('kind')} {...required}>
        {(control) => <NativeSelect {...control} value={form.organisationKind} data={kinds.map((value) => ({ value, label: t(`kind-${value}`) }))} onChange={(event) => set({ organisationKind: kinds.find((kind) => kind === event.currentTarget.value) ?? form.organisationKind })} />}
      </Field>
      <Field label={t('organisation')} {...required} support={t('organisationHelp')} error={said('organisation')}>
        {(control) => <TextInput {...control} required maxLength={100} autoComplete="off" value={form.organisation} onChange={(event) => set({ organisation: event.currentTarget.value })} />}
      </Field>
      {form.organisationKind === 'other' && (
        <Field label={t('reason')} {...required} support={t('reasonHelp')} error={said('approvalReason')}>
          {(control) => <Textarea {...control} required autosize minRows={2} maxLength={1000} value={form.approvalReason} onChange={(event) => set({ approvalReason: event.currentTarget.value })} />}
        </Field>
      )}
      <Roles form={form} set={set} error={said('roles')} />
      <Field label={t('validUntil')} requirement={t('optional')} support={t('validUntilHelp')} error={said('validUntil')}>
        {(control) => <TextInput {...control} type="date" maw={200} value={form.validUntil} onChange={(event) => set({ validUntil: event.currentTarget.value })} />}
      </Field>
    </div>
  )
}

function Roles({ form: { roles }, set, error }: Pick<PersonFieldsProps, 'form' | 'set'> & { error: string | undefined }) {
  const t = useWords(words)
  const language = useLanguage()
  const id = useId()
  return (
    <fieldset className={styles.roles} aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`} aria-invalid={error ? true : undefined}>
      <legend>
        {t('roles')} <span className={styles.required}>{t('required')}</span>
      </legend>
      <p id={`${id}-help`} className={styles.soft}>
        {t('rolesHelp')}
      </p>
      {allRoles.map((role) => (
        <label key={role} className={styles.role}>
          <input type="checkbox" checked={roles.includes(role)} onChange={(event) => set({ roles: event.currentTarget.checked ? [...roles, role] : roles.filter((held) => held !== role) })} />
          <span>
            {roleName(role, language)}
            <span className={styles.soft}>{roleMay(role, language)}</span>
          </span>
        </label>
      ))}
      {error && <FieldError id={`${id}-error`} error={error} />}
    </fieldset>
  )
}
