import fs from 'node:fs'
import path from 'node:path'
import type { SessionRecord } from './session-record.ts'
import { toStoredJson } from './session-record.ts'

const fileBytes = 4_000_000

/**
 * Records on disk while the database is away: JSON lines in numbered files of a closed folder (they hold personal data), oldest first.
 * A last line cut off by a crash is left out. Bounded: beyond `limitBytes` new records are refused and counted by the caller.
 */
export class RecordSpool {
  readonly #folder: string
  readonly #limitBytes: number
  #bytes: number
  #last: number
  #lastBytes = 0

  constructor(folder: string, limitBytes = 1_000_000_000) {
    this.#folder = folder
    this.#limitBytes = limitBytes
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#bytes = this.#files().reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0)
    // Files of an earlier run are only read: its last line may be cut.
    this.#last = Number(this.#files().at(-1)?.slice(0, 12) ?? 0) + 1
  }

  get isEmpty(): boolean {
    return this.#files().length === 0
  }

  /** Adds records behind the others. Returns how many did not fit. */
  add(records: readonly SessionRecord[]): number {
    const lines = records.map((record) => `${toStoredJson(record)}\n`)
    const text = lines.join('')
    const bytes = Buffer.byteLength(text)
    if (this.#bytes + bytes > this.#limitBytes) return records.length
    if (this.#lastBytes > fileBytes) this.#closeFile()
    fs.appendFileSync(path.join(this.#folder, this.#name(this.#last)), text, { mode: 0o600 })
    this.#bytes += bytes
    this.#lastBytes += bytes
    return 0
  }

  /** The oldest file and its records; undefined when nothing is spooled. What is added from now on goes into a new file. */
  oldest(): { file: string; records: SessionRecord[] } | undefined {
    const file = this.#files()[0]
    if (file === undefined) return undefined
    if (file === this.#name(this.#last)) this.#closeFile()
    const lines = fs.readFileSync(path.join(this.#folder, file), 'utf8').split('\n')
    return { file, records: lines.flatMap(parseLine) }
  }

  /** Its records are in the database. */
  remove(file: string): void {
    const full = path.join(this.#folder, file)
    this.#bytes -= fs.statSync(full).size
    fs.rmSync(full)
  }

  #closeFile(): void {
    this.#last++
    this.#lastBytes = 0
  }

  #name(number: number): string {
    return `${String(number).padStart(12, '0')}.jsonl`
  }

  #files(): string[] {
    return fs.readdirSync(this.#folder).filter((name) => /^\d{12}\.jsonl$/.test(name)).toSorted()
  }
}

/** Records were checked by types when they were written; a line that is no JSON was cut by a crash. */
function parseLine(line: string): SessionRecord[] {
  if (line === '') return []
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}
