import fs from 'node:fs/promises'
import path from 'node:path'
import type { Problem } from '@madoguchi/schemas'
import { sha256 } from '../releases/hashes.ts'
import { StatedError } from '../stated-error.ts'
import { bundleLimits, isDocumentPath } from './bundle-files.ts'
import type { BundleFiles } from './bundle-files.ts'
import { folderProblem } from './folder-problems.ts'
import { readWav } from './wav.ts'

/** A folder as it was read: what is sound, and findings about the rest. Whoever imports takes all or, with an error among them, nothing. */
export interface ReadFolder {
  bundle: BundleFiles
  problems: Problem[]
}

interface FoundFile {
  path: string
  bytes: number
}

/**
 * Reads the files of a bundle folder: `*.json`, `<kind>/*.json` and `audio/*.wav`; everything else there is left alone. Sizes are looked at
 * before anything is read, and links are not followed, so a folder cannot make the runtime read a 50 MB file or one outside the folder.
 * @throws StatedError BUNDLE_UNREADABLE when the folder itself cannot be read
 */
export async function readBundleFolder(folder: string, limits: { [Limit in keyof typeof bundleLimits]: number } = bundleLimits): Promise<ReadFolder> {
  const problems: Problem[] = []
  const found = await findFiles(folder, problems)
  const bundle: BundleFiles = { files: new Map(), audio: new Map() }
  if (found.length > limits.files) return { bundle, problems: [folderProblem('too-many-files', '', { count: found.length, limit: limits.files })] }
  if (found.reduce((sum, { bytes }) => sum + bytes, 0) > limits.totalBytes) {
    return { bundle, problems: [folderProblem('bundle-too-large', '', { limit: limits.totalBytes / 1e6 })] }
  }
  for (const file of found) {
    if (file.path.endsWith('.wav')) await readAudio(folder, file, limits.audioBytes, bundle, problems)
    else await readDocument(folder, file, limits.documentBytes, bundle, problems)
  }
  return { bundle, problems }
}

/** Files in a stable order, so that problems come in the same order everywhere. */
async function findFiles(folder: string, problems: Problem[]): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  const look = async (relative: string, depth: number) => {
    const entries = await fs.readdir(path.join(folder, relative), { withFileTypes: true })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue
      const inside = relative === '' ? entry.name : `${relative}/${entry.name}`
      const belongs = entry.name.endsWith('.json') ? relative !== 'audio' : relative === 'audio' && entry.name.endsWith('.wav')
      if (entry.isSymbolicLink()) problems.push(folderProblem('symbolic-link', inside))
      else if (entry.isDirectory() && depth === 0) await look(inside, depth + 1)
      else if (entry.isFile() && belongs) found.push({ path: inside, bytes: (await fs.stat(path.join(folder, inside))).size })
    }
  }
  try {
    await look('', 0)
  } catch (cause) {
    throw new StatedError(
      'BUNDLE_UNREADABLE',
      { ja: `設定一式のフォルダー ${folder} を読めません。場所と権限を確認してください。`, en: `The bundle folder ${folder} cannot be read. Check the place and its rights.` },
      { cause },
    )
  }
  return found
}

async function readDocument(folder: string, file: FoundFile, limit: number, bundle: BundleFiles, problems: Problem[]): Promise<void> {
  if (!isDocumentPath(file.path)) return void problems.push(folderProblem('document-path', file.path))
  if (file.bytes > limit) return void problems.push(folderProblem('document-too-large', file.path, inMegabytes(file.bytes, limit)))
  try {
    bundle.files.set(file.path, new TextDecoder('utf-8', { fatal: true }).decode(await fs.readFile(path.join(folder, file.path))))
  } catch {
    problems.push(folderProblem('not-utf8', file.path))
  }
}

async function readAudio(folder: string, file: FoundFile, limit: number, bundle: BundleFiles, problems: Problem[]): Promise<void> {
  const name = /^audio\/([0-9a-f]{64})\.wav$/.exec(file.path)?.[1]
  if (name === undefined) return void problems.push(folderProblem('audio-name', file.path))
  if (file.bytes > limit) return void problems.push(folderProblem('audio-too-large', file.path, inMegabytes(file.bytes, limit)))
  const bytes = await fs.readFile(path.join(folder, file.path))
  const format = readWav(bytes)
  if (sha256(bytes) !== name) problems.push(folderProblem('prompt-audio-corrupt', file.path))
  else if (format === undefined) problems.push(folderProblem('audio-not-wav', file.path))
  else bundle.audio.set(name, { bytes, seconds: format.seconds, mediaType: 'audio/wav' })
}

function inMegabytes(bytes: number, limit: number): Record<string, number> {
  return { megabytes: Math.ceil(bytes / 1e5) / 10, limit: limit / 1e6 }
}
