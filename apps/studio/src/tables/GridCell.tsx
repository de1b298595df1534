import { type ClipboardEvent, type KeyboardEvent, useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { cellText } from './cell-text.ts'
import type { GridColumn } from './table-document.ts'
import styles from './tables.module.css'
import { words } from './words.ts'

interface GridCellProps {
  column: GridColumn
  text: string
  label: string
  readOnly: boolean
  /** What the check says of this cell. */
  wrong: string | undefined
  onChange(typed: string): void
  onPaste(event: ClipboardEvent): void
}

/** A field of the grid. What is typed goes into the draft when the field is left: half a date is no date. */
export function GridCell({ column: { kind, column }, text, label, readOnly, wrong, onChange, onPaste }: GridCellProps) {
  const t = useWords(words)
  const language = useLanguage()
  const [typed, setTyped] = useState<string>()
  const shared = { className: styles.cell, 'aria-label': label, 'aria-invalid': wrong === undefined ? undefined : true, title: wrong } as const
  const values = column?.type === 'yesno' ? [true, false].map((value) => cellText(value, language)) : column?.options
  if (values && !readOnly) {
    const known = text === '' || values.includes(text)
    return (
      <select {...shared} value={text} onChange={({ currentTarget }) => onChange(currentTarget.value)} onPaste={onPaste}>
        <option value="">{kind === 'condition' ? t('any') : ''}</option>
        {!known && <option value={text}>{text}</option>}
        {values.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </select>
    )
  }
  const leave = () => {
    if (typed !== undefined && typed !== text) onChange(typed)
    setTyped(undefined)
  }
  return (
    <input
      {...shared} type="text" readOnly={readOnly} value={typed ?? text} autoComplete="off" onChange={({ currentTarget }) => setTyped(currentTarget.value)} onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave()
        if (event.key === 'Escape') setTyped(undefined)
        moveByRow(event)
      }}
      onPaste={onPaste}
    />
  )
}

/** Arrow up, arrow down and Enter go to the same column of the next row, as in a spreadsheet. */
function moveByRow(event: KeyboardEvent<HTMLInputElement>): void {
  const down = event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey) ? 1 : event.key === 'ArrowUp' || event.key === 'Enter' ? -1 : 0
  const cell = event.currentTarget.closest('td')
  const row = cell?.parentElement
  if (down === 0 || !cell || !row || event.nativeEvent.isComposing) return
  const next = down === 1 ? row.nextElementSibling : row.previousElementSibling
  const field = next?.children[[...row.children].indexOf(cell)]?.querySelector('input')
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
}
