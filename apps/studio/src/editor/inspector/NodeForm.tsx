import type { NodeType } from '@madoguchi/sdk'
import { draft } from '../../draft/draft.ts'
import { isObject, toJson } from '../../draft/json.ts'
import { useWords } from '../../i18n/words.ts'
import { editConfig } from '../commands/index.ts'
import { words } from '../words.ts'
import { DocumentForm } from './DocumentForm.tsx'
import styles from './Inspector.module.css'

/** The settings of a node, generated from the schema of its type; each change is one command that keeps the wiring right. */
export default function NodeForm({ path, id, type, config }: { path: string; id: string; type: NodeType; config: Record<string, unknown> }) {
  const t = useWords(words)
  const value = toJson(config)
  if (!hasFields(type)) {
    return (
      <p className={styles.support} data-ready>
        {t('noForm')}
      </p>
    )
  }
  return (
    <div data-ready>
      <DocumentForm id={id} of={type} value={isObject(value) ? value : {}} place={{ path, node: id }} onChange={(after) => draft.getState().run(editConfig(path, id, type, after))} />
    </div>
  )
}

function hasFields({ config }: NodeType): boolean {
  const { properties } = config as { properties?: Record<string, unknown> }
  return Object.keys(properties ?? {}).length > 0
}
