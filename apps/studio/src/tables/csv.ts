import { parse } from 'csv-parse/browser/esm/sync'
import { stringify } from 'csv-stringify/browser/esm/sync'

/** Spreadsheets of the offices write UTF-8 with and without a mark, or Shift_JIS. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('shift_jis').decode(bytes)
  }
}

/** Rows of a CSV text. Rows may be of different lengths. @returns undefined where quotation marks do not match */
export function readCsv(text: string): string[][] | undefined {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch {
    return undefined
  }
}

/** Cells that a spreadsheet has put on the clipboard. @returns undefined for a single text, which is typing, not a table */
export function readPasted(text: string): string[][] | undefined {
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return undefined
  try {
    return parse(text, { delimiter: '\t', relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
  } catch {
    return text.replace(/\r?\n$/, '').split(/\r?\n/).map((line) => line.split('\t'))
  }
}

/** A CSV text that spreadsheets open as it is: UTF-8 with a mark, lines by CR LF. Texts that would be formulas there stay texts. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return stringify(rows.map((row) => [...row]), { bom: true, record_delimiter: 'windows', escape_formulas: true })
}
