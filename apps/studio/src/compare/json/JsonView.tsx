import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Suspense, lazy, useMemo, useState } from 'react'
import { documentTitle } from '../../draft/document-title.ts'
import { saveDocument } from '../../draft/save-file.ts'
import { parse } from '../../draft/json.ts'
import { differingLines } from '../../draft/line-diff.ts'
import { type Language, useLanguage, useWords } from '../../i18n/words.ts'
import { withMonaco } from '../../monaco/load-monaco.ts'
import { type Comparison, changedPaths, textOf } from '../comparison.ts'
import { compareWords } from '../words.ts'
import styles from './Json.module.css'
import { bundleValue, documentValue, patchText } from './patch-text.ts'

const MonacoDiff = lazy(() => withMonaco(() => import('./MonacoDiff.tsx')))

/** The documents whose JSON differs, side by side, and the difference as JSON Patch to take away. */
export function JsonView({ comparison: { files } }: { comparison: Comparison }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const [hideLayout, setHideLayout] = useState(true)
  const [wanted, setWanted] = useState<string>()
  const paths = useMemo(() => changedPaths(files.before, files.after, hideLayout), [files, hideLayout])
  const path = wanted !== undefined && paths.includes(wanted) ? wanted : paths[0]
  const texts = useMemo(() => (path === undefined ? undefined : { before: textOf(files.before[path], hideLayout), after: textOf(files.after[path], hideLayout) }), [files, path, hideLayout])
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <NativeSelect
          label={t('document')} value={path ?? ''} onChange={(event) => setWanted(event.currentTarget.value)}
          data={paths.map((value) => ({ value, label: optionText(value, files, language, t) }))}
        />
        <Checkbox label={t('hideLayout')} checked={hideLayout} onChange={(event) => setHideLayout(event.currentTarget.checked)} />
        <span className={styles.patches}>
          {path !== undefined && (
            <Button variant="outline" leftSection={<IconDownload aria-hidden size={18} />} onClick={() => saveDocument(`${path.replace(/\.json$/, '')}.patch.json`, patchText(documentValue(files.before, path, hideLayout), documentValue(files.after, path, hideLayout)))}>
              {t('patchOne')}
            </Button>
          )}
          <Button variant="outline" leftSection={<IconDownload aria-hidden size={18} />} onClick={() => saveDocument('bundle.patch.json', patchText(bundleValue(files.before, hideLayout), bundleValue(files.after, hideLayout)))}>
            {t('patchAll')}
          </Button>
          <small>{t('patchHelp')}</small>
        </span>
      </div>
      {path === undefined || !texts ? (
        <p className={styles.none}>{t('jsonSame')}</p>
      ) : (
        <>
          <Suspense fallback={<p role="status">{t('loading')}…</p>}>
            <MonacoDiff path={path} title={optionText(path, files, language, t)} before={texts.before} after={texts.after} />
          </Suspense>
          <PrintedLines before={texts.before} after={texts.after} />
        </>
      )}
    </div>
  )
}

type Say = (key: 'documentAdded' | 'documentRemoved', values: { title: string }) => string

function optionText(path: string, { before, after }: Comparison['files'], language: Language, t: Say): string {
  const title = documentTitle(parse(after[path] ?? before[path] ?? ''), path, language)
  const named = title === path ? path : `${title}（${path}）`
  if (before[path] === undefined) return t('documentAdded', { title: named })
  return after[path] === undefined ? t('documentRemoved', { title: named }) : named
}

/** Monaco draws only what is on the screen; on paper stand the lines that differ. */
function PrintedLines({ before, after }: { before: string; after: string }) {
  const t = useWords(compareWords)
  const lines = useMemo(() => differingLines(before, after), [before, after])
  return (
    <div className={styles.printed}>
      {(['before', 'after'] as const).map((side, index) => (
        <section key={side}>
          <h2>{t(side)}</h2>
          <pre>{lines[index]?.map(({ text, only }) => `${only ? (side === 'before' ? '− ' : '＋ ') : '　 '}${text === '' ? '…' : text}`).join('\n')}</pre>
        </section>
      ))}
    </div>
  )
}
