import fs from 'node:fs'
import path from 'node:path'

/** What the audit log and the releases were at an instant, kept outside the database: who changes both must change this as well. */
export interface Anchor {
  /** The day it stands for, YYYY-MM-DD on the clock of the contact center. */
  date: string
  /** When it was written, ISO 8601; later than the day where the runtime did not run then. */
  madeAt: string
  /** How many entries the log had, and the hash of the last. */
  entries: number
  hash: string
  /** How many releases there were, and the hash of the last. Before the first: 0 and 64 zeros. */
  releases: number
  releaseHash: string
}

export interface AnchorFile {
  path: string
  /** As they stand in the file. */
  anchors: readonly Anchor[]
  /** Lines that are no anchor, counted from 1: somebody changed the file, or the machine stopped while writing. */
  unreadable: readonly number[]
}

/** The anchor file of a folder. */
export const anchorPath = (folder: string) => path.join(folder, 'madoguchi-anchors.txt')

const head = '# madoguchi anchors 1: date, made at, entries of the audit log, hash of the last, releases, hash of the last\n'
const line = /^(\d{4}-\d{2}-\d{2})\t(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\t(\d{1,15})\t([0-9a-f]{64})\t(\d{1,9})\t([0-9a-f]{64})$/

/** Reads the anchors of a folder. @returns undefined where there is no anchor file */
export function readAnchorFile(folder: string): AnchorFile | undefined {
  const file = anchorPath(folder)
  if (!fs.existsSync(file)) return undefined
  const lines = fs.readFileSync(file, 'utf8').split('\n')
  const anchors = lines.flatMap((text) => toAnchor(text))
  const unreadable = lines.flatMap((text, index) => (text === '' || text.startsWith('#') || line.test(text) ? [] : [index + 1]))
  return { path: file, anchors, unreadable }
}

/** Adds anchors at the end of a folder's file and waits until they are on the disk. The folder must be there: a share that is not mounted is a fault. */
export function appendAnchors(folder: string, anchors: readonly Anchor[]): void {
  const handle = fs.openSync(anchorPath(folder), 'a+', 0o644)
  try {
    const { size } = fs.fstatSync(handle)
    const lines = anchors.map((anchor) => [anchor.date, anchor.madeAt, anchor.entries, anchor.hash, anchor.releases, anchor.releaseHash].join('\t') + '\n')
    // A line that was cut by a crash stays alone, instead of spoiling the next.
    const before = size === 0 ? head : endsWithNewline(handle, size) ? '' : '\n'
    fs.writeSync(handle, before + lines.join(''))
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** The anchor that has seen most; of equals the one made last. */
export function newestAnchor(anchors: readonly Anchor[]): Anchor | undefined {
  return anchors.toSorted((a, b) => b.entries - a.entries || (a.madeAt < b.madeAt ? 1 : -1))[0]
}

function toAnchor(text: string): Anchor[] {
  const [, date, madeAt, entries, hash, releases, releaseHash] = line.exec(text) ?? []
  if (date === undefined || madeAt === undefined || hash === undefined || releaseHash === undefined) return []
  return [{ date, madeAt, entries: Number(entries), hash, releases: Number(releases), releaseHash }]
}

function endsWithNewline(handle: number, size: number): boolean {
  const last = Buffer.alloc(1)
  fs.readSync(handle, last, 0, 1, size - 1)
  return last[0] === 0x0a
}
