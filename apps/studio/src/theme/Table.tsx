import type { ReactNode } from 'react'
import styles from './Table.module.css'

/** A table whose rows become cards on a narrow screen. The roles are written out because a table that is laid out otherwise loses them. */
export function Table({ label, columns, children }: { label: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <table role="table" className={styles.table} aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  )
}

/** A row: what it is about, then its cells. */
export function TableRow({ head, note, children }: { head: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {head}
        {note && <span className={styles.soft}>{note}</span>}
      </th>
      {children}
    </tr>
  )
}

/** A cell; `column` is its name, shown beside the value where there is no head of the table to look up to. */
export function TableCell({ column, time, children }: { column?: string; time?: boolean; children: ReactNode }) {
  return (
    <td role="cell" className={time ? styles.time : undefined}>
      {column && (
        <span className={styles.label} aria-hidden>
          {column}
        </span>
      )}
      <div>{children}</div>
    </td>
  )
}
