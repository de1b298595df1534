import { useReadOnly } from '../../draft/draft.ts'
import { useWords } from '../../i18n/words.ts'
import { useEditor } from '../editor-store.ts'
import { focusRow, useOutline } from '../outline/outline-store.ts'
import styles from './SkipLinks.module.css'
import { goToPanel } from './panels.ts'
import { words } from './words.ts'

/** The first stops of Tab in the editor: each leads to one of its regions. They are seen while they have the focus. */
export function SkipLinks({ path, drawn }: { path: string; drawn: boolean }) {
  const t = useWords(words)
  const readOnly = useReadOnly()
  const toSettings = () => {
    if (!readOnly || useEditor.getState().right !== 'settings') useEditor.setState({ right: 'settings' })
    goToPanel('right')
  }
  return (
    <nav className={styles.skips} aria-label={t('skips')}>
      {drawn && (
        <>
          <button type="button" onClick={() => focusRow({ path, key: useOutline.getState().path === path ? useOutline.getState().active : 'flow' })}>{t('toOutline')}</button>
          <button type="button" onClick={() => goToPanel('canvas')}>{t('toCanvas')}</button>
          <button type="button" onClick={toSettings}>{t('toSettings')}</button>
        </>
      )}
      <button type="button" onClick={() => goToPanel('problems')}>{t('toProblems')}</button>
    </nav>
  )
}
