import type { AuditQuery, AuditSource, ExportFormat } from './audit-source.ts'
import type { Language } from '../i18n/language.ts'

export interface ExportWish {
  query: AuditQuery
  format: ExportFormat
  language: Language
  reason: string
}

export interface ExportFile {
  name: string
  parts: string[]
  entries: number
}

/**
 * Fetches everything that fits, page by page; entries made meanwhile (by the export itself, for one) do not belong to it.
 * @param tell how many entries have come so far
 */
export async function fetchExport(source: Pick<AuditSource, 'export'>, { query, format, language, reason }: ExportWish, now: Date, tell: (entries: number) => void): Promise<ExportFile> {
  const parts: string[] = []
  let entries = 0
  let place: { after?: number; upTo?: number } = {}
  for (;;) {
    const page = await source.export({ ...query, format, language, reason, ...place })
    parts.push(page.text)
    entries += page.entries
    tell(entries)
    if (page.next === null) break
    place = { after: page.next, upTo: page.upTo }
  }
  return { name: `audit-${stamp(now)}.${format}`, parts, entries }
}

/** `20261123-083000` of this browser's clock. */
function stamp(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}
