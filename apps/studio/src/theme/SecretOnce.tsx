import { type ReactNode, useEffect, useRef } from 'react'
import styles from './SecretOnce.module.css'

/** A secret that is shown this one time, with what to do about it. Takes the focus, so that it is read out at once. */
export function SecretOnce({ label, text, secret, children }: { label: string; text: string; secret: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section ref={box} className={styles.box} tabIndex={-1} aria-label={label}>
      <strong>{label}</strong>
      <code className={styles.secret} data-testid="secret-once">
        {secret}
      </code>
      <p>{text}</p>
      <div className={styles.actions}>{children}</div>
    </section>
  )
}
