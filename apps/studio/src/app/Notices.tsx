import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { dismiss, useNotices } from './notices.ts'
import styles from './Notices.module.css'
import { words } from './words.ts'

/** What was just done or failed, at the edge of the window and to screen readers. */
export function Notices() {
  const t = useWords(words)
  const language = useLanguage()
  const { notices, spoken, saidAtMs } = useNotices()
  return (
    <>
      <div className="visually-hidden" aria-live="polite" data-testid="spoken">
        <span key={saidAtMs}>{inLanguage(spoken, language)}</span>
      </div>
      <section className={styles.notices} aria-label={t('notices')}>
        {notices.map(({ id, kind, text }) => (
          <div key={id} className={styles[kind]} role={kind === 'failed' ? 'alert' : 'status'}>
            {kind === 'failed' ? <IconAlertTriangle aria-hidden size={22} /> : <IconCircleCheck aria-hidden size={22} />}
            <span>{inLanguage(text, language)}</span>
            <ActionIcon variant="subtle" color="gray.9" aria-label={t('close')} onClick={() => dismiss(id)}>
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </section>
    </>
  )
}
