import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import styles from './Shell.module.css'
import { words } from './words.ts'

/** A page that breaks leaves the shell standing: the rail still works, and unsaved work is safe in its copies. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const t = useWords(words)
  return (
    <div className={styles.message} role="alert">
      <h1>{t('crashedTitle')}</h1>
      <p>{t('crashedText')}</p>
      <Button onClick={() => location.reload()}>{t('reload')}</Button>
    </div>
  )
}
