import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { Table } from '@madoguchi/schemas'
import { IconArrowDown, IconArrowUp, IconPlus, IconRowInsertTop, IconTrash } from '@tabler/icons-react'
import { type ClipboardEvent, useState } from 'react'
import shared from '../documents/documents.module.css'
import { say } from '../app/notices.ts'
import { problemsOf, useProblems } from '../check/problems-store.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { readPasted } from './csv.ts'
import { GridCell } from './GridCell.tsx'
import { runOnTable } from './run-on-table.ts'
import { type GridColumn, gridOf, withCells, withMovedRule, withRow, withoutRow } from './table-document.ts'
import styles from './tables.module.css'
import { words } from './words.ts'

/** So many rows are drawn at once; a table may have 20,000. */
const pageSize = 100

interface TableGridProps {
  path: string
  table: Table
  title: string
  readOnly: boolean
}

/** The rows of a table as one grid of fields. */
export function TableGrid({ path, table, title, readOnly }: TableGridProps) {
  const t = useWords(words)
  const language = useLanguage()
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(0)
  const { columns, rows } = gridOf(table, language)
  const numbered = rows.map((row, index) => ({ ...row, index })).filter(({ cells }) => search === '' || cells.some((cell) => cell.includes(search)))
  const last = Math.max(0, Math.ceil(numbered.length / pageSize) - 1)
  const from = Math.min(page, last) * pageSize
  const shown = numbered.slice(from, from + pageSize)
  const count = table.decision ? rows.length - 1 : rows.length
  const titleOf = ({ kind, column }: GridColumn) => (column ? inLanguage(column.title, language) : t(kind === 'note' ? 'note' : 'key'))
  const add = (at: number) => runOnTable(path, 'act.row', (now) => withRow(now, at))
  const onPaste = (event: ClipboardEvent, row: number, column: number) => {
    const cells = readPasted(event.clipboardData.getData('text/plain'))
    if (!cells || readOnly) return
    event.preventDefault()
    const placed = cells.flatMap((texts, down) => texts.map((text, right): [number, number, string] => [row + down, column + right, text])).filter(([, at]) => at < columns.length)
    runOnTable(path, 'act.paste', (now) => withCells(withRoom(now, row + cells.length), placed))
    say({ ja: `${placed.length}個のセルを貼り付けました`, en: `${placed.length} cells pasted` })
  }
  return (
    <>
      <p>{t(table.decision ? 'conditionHelp' : 'gridHelp')}</p>
      {rows.length > 10 && <TextInput type="search" label={t('search')} value={search} onChange={({ currentTarget }) => setSearch(currentTarget.value)} maw={320} />}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={title}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>#</th>
              {columns.map((column) => (
                <th key={column.id} scope="col" className={column.kind === 'result' ? styles.result : undefined}>
                  {titleOf(column)}
                </th>
              ))}
              {!readOnly && (
                <th scope="col">
                  <span className="visually-hidden">{t('tools')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ pointer, cells, index }) => {
              const isOtherwise = pointer === '/decision/otherwise'
              const rowName = isOtherwise ? t('otherwise') : t('row', { row: index + 1 })
              return (
                <tr key={index}>
                  <th scope="row" className={styles.number}>{isOtherwise ? '' : index + 1}</th>
                  {columns.map((column, at) => (
                    <td key={column.id} className={column.kind === 'result' ? styles.result : undefined}>
                      {isOtherwise && column.kind !== 'result' ? (
                        column.kind === 'note' && <strong>{t('otherwise')}</strong>
                      ) : (
                        <Cell
                          path={path} pointer={pointer} column={column} row={index} at={at} text={cells[at] ?? ''} label={t('cell', { row: rowName, column: titleOf(column) })} readOnly={readOnly} onPaste={onPaste}
                        />
                      )}
                    </td>
                  ))}
                  {!readOnly && <td className={styles.tools}>{!isOtherwise && <RowTools path={path} table={table} row={index} />}</td>}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className={shared.row}>
        {!readOnly && (
          <Button variant="outline" leftSection={<IconPlus aria-hidden size={18} />} onClick={() => add(count)}>
            {t('addRow')}
          </Button>
        )}
        <span role="status">{rows.length > 10 && (numbered.length === 0 ? t('shownNone', { all: rows.length }) : t('shown', { all: rows.length, from: from + 1, to: from + shown.length }))}</span>
        {from > 0 && <Button variant="outline" onClick={() => setPage(from / pageSize - 1)}>{t('previous', { count: pageSize })}</Button>}
        {from + pageSize < numbered.length && <Button variant="outline" onClick={() => setPage(from / pageSize + 1)}>{t('next', { count: pageSize })}</Button>}
      </div>
    </>
  )
}

/** What is pasted into a decision table makes rows before the one for all other cases. */
function withRoom(table: Table, rows: number): Table {
  let now = table
  while (now.decision && now.decision.rules.length < rows) now = withRow(now, now.decision.rules.length)
  return now
}

interface CellProps {
  path: string
  pointer: string
  column: GridColumn
  row: number
  at: number
  text: string
  label: string
  readOnly: boolean
  onPaste(event: ClipboardEvent, row: number, column: number): void
}

function Cell({ path, pointer, column, row, at, text, label, readOnly, onPaste }: CellProps) {
  const language = useLanguage()
  const own = pointerOf(pointer, column)
  const problems = useProblems((state) => state.problems)
  const wrong = problemsOf(problems, path).find((found) => found.pointer === own || found.pointer.startsWith(`${own}/`))
  return (
    <GridCell
      column={column} text={text} label={label} readOnly={readOnly} wrong={wrong && inLanguage(wrong.message, language)} onPaste={(event) => onPaste(event, row, at)}
      onChange={(typed) => runOnTable(path, 'act.cell', (now) => withCells(now, [[row, at, typed]]), `${row} ${at}`)}
    />
  )
}

function pointerOf(row: string, { kind, column }: GridColumn): string {
  if (row === '/decision/otherwise') return `${row}/${column?.name ?? ''}`
  const part = { key: 'key', note: 'note', value: 'values', condition: 'when', result: 'then' }[kind]
  return column ? `${row}/${part}/${column.name}` : `${row}/${part}`
}

function RowTools({ path, table, row }: { path: string; table: Table; row: number }) {
  const t = useWords(words)
  const rules = table.decision?.rules.length ?? 0
  const tool = (label: string, Icon: typeof IconPlus, act: () => void) => (
    <ActionIcon variant="subtle" size={28} aria-label={label} title={label} onClick={act}>
      <Icon aria-hidden size={18} />
    </ActionIcon>
  )
  return (
    <>
      {row > 0 && rules > 0 && tool(t('moveUp', { row: row + 1 }), IconArrowUp, () => runOnTable(path, 'act.move', (now) => withMovedRule(now, row, -1)))}
      {row < rules - 1 && tool(t('moveDown', { row: row + 1 }), IconArrowDown, () => runOnTable(path, 'act.move', (now) => withMovedRule(now, row, 1)))}
      {tool(t('insertRow', { row: row + 1 }), IconRowInsertTop, () => runOnTable(path, 'act.row', (now) => withRow(now, row)))}
      {tool(t('removeRow', { row: row + 1 }), IconTrash, () => runOnTable(path, 'act.remove', (now) => withoutRow(now, row)))}
    </>
  )
}
