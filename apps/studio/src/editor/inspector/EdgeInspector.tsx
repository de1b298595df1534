import { Button } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { disconnect } from '../commands/index.ts'
import { type Wire, useEditor } from '../editor-store.ts'
import { exitTitle, nodeTitle } from '../names.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'

/** A connection: from which exit to which node, and how to change it. */
export function EdgeInspector({ path, flow, wire }: { path: string; flow: CallFlow; wire: Wire }) {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const node = flow.nodes[wire.from]
  const target = node?.next?.[wire.exit] ?? ''
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <div>
          <h2>{t('wire')}</h2>
          <p>{t('wireFromTo', { from: nodeTitle(node, language), exit: exitTitle(node, wire.exit, language), to: nodeTitle(flow.nodes[target], language) || target })}</p>
        </div>
      </header>
      {!readOnly && <div className={styles.actions}>
        <Button aria-haspopup="dialog" onClick={() => useEditor.setState({ connecting: wire })}>
          {t('changeTarget')}
        </Button>
        <Button variant="outline" aria-haspopup="dialog" onClick={() => useEditor.setState({ connecting: { ...wire, insert: true } })}>
          {t('insertHere')}
        </Button>
        <Button variant="outline" color="red" onClick={() => draft.getState().run(disconnect(path, [wire]))}>
          {t('disconnect')}
        </Button>
      </div>}
    </div>
  )
}
