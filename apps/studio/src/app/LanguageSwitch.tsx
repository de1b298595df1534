import { type Language, setLanguage, useLanguage, useWords } from '../i18n/words.ts'
import styles from './Shell.module.css'
import { words } from './words.ts'

const names: Record<Language, string> = { ja: '日本語', en: 'English' }

/** Each language is called by its own name, so that it is found by those who read no other. */
export function LanguageSwitch() {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <div role="group" aria-label={t('language')} className={styles.languages}>
      {(['ja', 'en'] as const).map((code) => (
        <button key={code} type="button" lang={code} aria-pressed={language === code} onClick={() => setLanguage(code)}>
          {names[code]}
        </button>
      ))}
    </div>
  )
}
