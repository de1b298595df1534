import { Button, Modal } from '@mantine/core'
import { formatDocument, mergeThreeWays } from '@madoguchi/engine'
import { useEffect, useMemo } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import styles from './ConflictDialog.module.css'
import { useConflictDialog } from './conflict-dialog.ts'
import { documentTitle } from './document-title.ts'
import { saveDocument } from './save-file.ts'
import { autosave, useDraft } from './draft.ts'
import type { DraftDocument } from './draft-store.ts'
import { parse } from './json.ts'
import { type DiffLine, differingLines } from './line-diff.ts'
import { words } from './words.ts'

/** Two people changed one document: shows both and what both came from, and lets a person choose. One conflict at a time. */
export function ConflictDialog() {
  const t = useWords(words)
  const { open } = useConflictDialog()
  const path = useDraft(({ files }) => Object.keys(files).find((name) => files[name]?.state === 'conflict'))
  const file = useDraft(({ files }) => (path === undefined ? undefined : files[path]))
  useEffect(() => useConflictDialog.setState({ open: path !== undefined }), [path])
  return (
    <Modal opened={open && file !== undefined} onClose={() => useConflictDialog.setState({ open: false })} title={t('title')} size={1100} closeButtonProps={{ 'aria-label': t('later') }}>
      {path !== undefined && file?.conflict && <Choice path={path} file={file} />}
    </Modal>
  )
}

function Choice({ path, file }: { path: string; file: DraftDocument }) {
  const t = useWords(words)
  const language = useLanguage()
  const document = useDraft(({ documents }) => documents[path])
  const theirs = file.conflict?.theirs ?? null
  const base = file.conflict?.base ?? null
  const merged = useMemo(() => mergeThreeWays(read(base), read(file.text), read(theirs?.content ?? null)), [base, file.text, theirs])
  const canMerge = base !== null && file.text !== null && theirs !== null && merged.clashes.length === 0 && merged.value !== undefined
  const [mine, other] = useMemo(() => differingLines(tidy(file.text), tidy(theirs?.content ?? null)), [file.text, theirs])
  const [before] = useMemo(() => differingLines(tidy(base), tidy(theirs?.content ?? null)), [base, theirs])
  return (
    <div className={styles.dialog}>
      <p>{t('intro', { title: documentTitle(document, path, language), who: theirs?.updatedBy || t('someone') })}</p>
      <p>{canMerge ? t('mergeText') : base === null ? t('noBase') : t('mergeClash', { count: merged.clashes.length, places: merged.clashes.slice(0, 4).join(' ') })}</p>
      <p className={styles.support}>{t('differing')}</p>
      <div className={styles.columns}>
        <Column title={t('mine')} lines={mine} empty={file.text === null ? t('removed') : ''} />
        <Column title={t('theirs')} lines={other} empty={theirs === null ? t('removed') : ''} />
        <Column title={t('base')} lines={before} empty={base === null ? t('noBase') : ''} />
      </div>
      <div className={styles.actions}>
        <Button variant="outline" onClick={() => saveDocument(path, file.text ?? '')}>
          {t('download')}
        </Button>
        <Button variant={canMerge ? 'outline' : 'filled'} onClick={() => autosave.resolve(path, file.text)}>
          {t('useMine')}
        </Button>
        <Button variant="outline" onClick={() => autosave.resolve(path, theirs?.content ?? null)}>
          {t('useTheirs')}
        </Button>
        {canMerge && merged.value !== undefined && <Button onClick={() => autosave.resolve(path, formatDocument(merged.value))}>{t('useMerged')}</Button>}
      </div>
    </div>
  )
}

function Column({ title, lines, empty }: { title: string; lines: readonly DiffLine[]; empty: string }) {
  return (
    <section className={styles.column} aria-label={title}>
      <h3>{title}</h3>
      <pre tabIndex={0} aria-label={title}>
        {empty || lines.map(({ text, only }, index) => (
          // Lines have no identity but their place.
          <span key={index} className={only ? styles.only : text === '' ? styles.gap : undefined}>
            {only ? `＊${text}` : text === '' ? '…' : `　${text}`}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  )
}

const read = (text: string | null) => (text === null ? undefined : parse(text))

/** Both sides in the one layout of documents, so that spacing is no difference. */
function tidy(text: string | null): string {
  const value = read(text)
  return value === undefined ? (text ?? '') : formatDocument(value)
}
