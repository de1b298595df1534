import { IconAlertTriangle } from '@tabler/icons-react'
import type { Failure } from '../app/failure.ts'
import { inLanguage, useLanguage } from '../i18n/words.ts'
import styles from './Field.module.css'

/** What could not be done, in place, in the words of the server. */
export function FailureLine({ failure }: { failure: Failure | undefined }) {
  const language = useLanguage()
  if (!failure) return null
  return (
    <p className={styles.failure} role="alert">
      <IconAlertTriangle aria-hidden size={20} />
      <span>{inLanguage(failure.said, language)}</span>
    </p>
  )
}
