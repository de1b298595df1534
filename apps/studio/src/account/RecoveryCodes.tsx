import { Button } from '@mantine/core'
import { IconCopy, IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { useMe } from '../log-in/me.ts'
import styles from './Account.module.css'
import { copyText } from './copy-text.ts'
import { words } from './words.ts'

/** Shown once: the server keeps only their hashes. Printing prints these codes and nothing else of the page. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  const t = useWords(words)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className={styles.form}>
      <div className={styles.print}>
        <h3 ref={heading} tabIndex={-1}>
          {t('recoveryTitle')}
        </h3>
        <Whose />
        <ol className={styles.codes} data-testid="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <p>{t('recoveryText')}</p>
      <div className={styles.actions}>
        <Button variant="outline" leftSection={<IconPrinter aria-hidden size={20} />} onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button variant="outline" leftSection={<IconCopy aria-hidden size={20} />} onClick={() => void copyText(codes.join('\n'))}>
          {t('copy')}
        </Button>
        <Button onClick={onDone}>{t('stored')}</Button>
      </div>
    </div>
  )
}

/** A sheet of codes found in a drawer should say whose and of what it is. */
function Whose() {
  const language = useLanguage()
  const name = useMe(({ person }) => person?.name ?? '')
  return <p className={styles.printOnly}>{language === 'ja' ? `窓口（コンタクトセンター設定） ${name}` : `Madoguchi contact center, ${name}`}</p>
}
