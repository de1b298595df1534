import { TextInput } from '@mantine/core'
import { compileTable } from '@madoguchi/engine'
import type { Table } from '@madoguchi/schemas'
import { NodeError, type TableAnswer } from '@madoguchi/sdk'
import { useState } from 'react'
import shared from '../documents/documents.module.css'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { cellText, readCell } from './cell-text.ts'
import styles from './tables.module.css'
import { words } from './words.ts'

/** Asks the table as a call would, and names the row that answered. */
export function TryTable({ table }: { table: Table }) {
  const t = useWords(words)
  const language = useLanguage()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const inputs = table.decision ? table.decision.inputs.map(({ name, title, type }) => ({ name, title: inLanguage(title, language), type })) : [{ name: 'key', title: t('tryKey'), type: 'text' as const }]
  const anything = inputs.some(({ name }) => (typed[name] ?? '') !== '')
  const given = Object.fromEntries(inputs.map(({ name, type }) => [name, readCell(type, typed[name] ?? '')]))
  return (
    <>
      <p>{t(table.decision ? 'tryDecision' : 'tryData')}</p>
      <div className={styles.inputs}>
        {inputs.map(({ name, title }) => (
          <TextInput key={name} label={title} value={typed[name] ?? ''} onChange={({ currentTarget }) => setTyped({ ...typed, [name]: currentTarget.value })} autoComplete="off" />
        ))}
      </div>
      <p role="status">{anything && <Answered table={table} given={given} />}</p>
    </>
  )
}

function Answered({ table, given }: { table: Table; given: Readonly<Record<string, unknown>> }) {
  const t = useWords(words)
  const language = useLanguage()
  const columns = table.decision?.results ?? table.data?.columns ?? []
  const answer = ask(table, given)
  if (answer === undefined) return t('miss')
  if (answer === 'fault') return <span className={shared.bad}>{t('tryFault', { column: (table.decision?.inputs ?? []).map(({ title }) => inLanguage(title, language)).join('、') })}</span>
  const values = columns.map(({ name, title }) => `${inLanguage(title, language)} = ${cellText(answer.row[name] ?? undefined, language) || '—'}`).join('、') || t('noColumns')
  const row = Number(answer.rule.split('/').at(-1))
  return Number.isNaN(row) ? t('hitOtherwise', { values }) : t('hit', { row: row + 1, values })
}

function ask(table: Table, given: Readonly<Record<string, unknown>>): TableAnswer | undefined | 'fault' {
  try {
    const compiled = compileTable(table)
    return table.decision ? compiled.decide(given) : compiled.lookup(given['key'])
  } catch (error) {
    if (error instanceof NodeError) return 'fault'
    throw error
  }
}
