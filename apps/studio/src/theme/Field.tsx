import { type ReactNode, useId } from 'react'
import styles from './Field.module.css'

interface FieldProps {
  label: string
  /** 「※必須」 or 「※任意」; left out where the form says it once for all. */
  requirement?: string
  /** Draws the requirement as one that must be met. */
  required?: boolean
  support?: string
  error?: string
  id?: string
  children(control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }): ReactNode
}

/** A form field by the rules of the Digital Agency (A03): label, support text, input, error, in this order; no placeholder. */
export function Field({ label, requirement, required, support, error, id: given, children }: FieldProps) {
  const made = useId()
  const id = given ?? made
  const described = [support && `${id}-support`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {requirement && <span className={required ? styles.required : styles.optional}> {requirement}</span>}
      </label>
      {support && (
        <p className={styles.support} id={`${id}-support`}>
          {support}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && <FieldError id={`${id}-error`} error={error} />}
    </div>
  )
}

export function FieldError({ id, error }: { id?: string; error: string }) {
  return (
    <p className={styles.error} id={id}>
      <span aria-hidden>＊</span>
      {error}
    </p>
  )
}
