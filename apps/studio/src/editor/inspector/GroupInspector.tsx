import { Button, TextInput } from '@mantine/core'
import type { CallFlow, NodeGroup } from '@madoguchi/schemas'
import { draft, useReadOnly } from '../../draft/draft.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { editGroup, ungroup } from '../commands/index.ts'
import { select } from '../editor-store.ts'
import { ActionButtons } from '../menu/ActionButtons.tsx'
import { nodeTitle } from '../names.ts'
import { words } from '../words.ts'
import styles from './Inspector.module.css'

/** A group: its name, whether it is collapsed, and its nodes. */
export function GroupInspector({ path, flow, id, group }: { path: string; flow: CallFlow; id: string; group: NodeGroup }) {
  const t = useWords(words)
  const language = useLanguage()
  const readOnly = useReadOnly()
  const run = draft.getState().run
  const title = { ja: group.title.ja, ...(group.title.en === undefined ? {} : { en: group.title.en }) }
  return (
    <div className={styles.inspector}>
      <header className={styles.head}>
        <h2>{t('group')}</h2>
      </header>
      <Field id="flow-group" label={t('groupTitle')} required requirement={t('required')}>
        {(control) => <TextInput {...control} readOnly={readOnly} required value={title.ja} onChange={(event) => run(editGroup(path, id, { title: { ja: event.currentTarget.value } }))} onFocus={(event) => event.currentTarget.select()} />}
      </Field>
      {!readOnly && (
        <div className={styles.actions}>
          <Button variant="outline" aria-pressed={group.collapsed === true} onClick={() => run(editGroup(path, id, { collapsed: group.collapsed !== true }))}>{t(group.collapsed ? 'expand' : 'collapse')}</Button>
          <Button
            variant="outline"
            onClick={() => {
              run(ungroup(path, [id]))
              select(group.nodes)
            }}
          >
            {t('ungroup')}
          </Button>
        </div>
      )}
      <section className={styles.section}>
        <h3>{t('groupCount', { count: group.nodes.length })}</h3>
        <ul className={styles.exits}>
          {group.nodes.map((node) => (
            <li key={node}>
              <button type="button" className={styles.exit} onClick={() => select([node], { reveal: true })}>{nodeTitle(flow.nodes[node], language)}</button>
            </li>
          ))}
        </ul>
      </section>
      {!readOnly && <ActionButtons path={path} flow={flow} names={['copy', 'duplicate', 'extract', 'remove']} />}
    </div>
  )
}
