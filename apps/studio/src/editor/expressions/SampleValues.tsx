import { TextInput } from '@mantine/core'
import { ExpressionError, compileExpression, compileTemplate } from '@madoguchi/engine'
import type { TextKind } from '../../check/evaluate-text.ts'
import { useWords } from '../../i18n/words.ts'
import styles from './expressions.module.css'
import { useSamples } from './samples.ts'
import type { Variable } from './variables-in-scope.ts'
import { words } from './words.ts'

/** Values to try a text out with: one field for each thing that it reads and that is not fixed by the bundle. */
export function SampleValues({ text, kind, variables }: { text: string; kind: TextKind; variables: readonly Variable[] }) {
  const t = useWords(words)
  const { typed, type } = useSamples()
  const names = readBy(text, kind).flatMap((name) => (name === 'contact' ? ['contact.from', 'contact.to'].filter((inner) => text.includes(inner)) : [name]))
  const open = names.filter((name) => variables.find((variable) => variable.name === name)?.from !== 'bundle')
  if (open.length === 0) return null
  return (
    <details className={styles.samples}>
      <summary>{t('samples')}</summary>
      <p className={styles.support}>{t('samplesHelp')}</p>
      {open.map((name) => (
        <TextInput key={name} label={name} size="sm" value={typed[name] ?? ''} onChange={({ currentTarget }) => type(name, currentTarget.value)} autoComplete="off" />
      ))}
    </details>
  )
}

/** The names that a text reads; none while it cannot be read itself. */
function readBy(text: string, kind: TextKind): string[] {
  try {
    const expressions = kind === 'expression' ? [compileExpression(text)] : compileTemplate(text).parts.filter((part) => typeof part !== 'string')
    return [...new Set(expressions.flatMap(({ reads }) => [...(reads ?? [])]))]
  } catch (error) {
    if (error instanceof ExpressionError) return []
    throw error
  }
}
