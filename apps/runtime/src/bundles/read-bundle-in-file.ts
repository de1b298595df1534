import fs from 'node:fs/promises'
import { bundleFileLimits, formatDocument, readBundleFile } from '@madoguchi/engine'
import { sha256 } from '../releases/hashes.ts'
import { StatedError } from '../stated-error.ts'
import { isDocumentPath } from './bundle-files.ts'
import { folderProblem } from './folder-problems.ts'
import type { ReadFolder } from './read-bundle-folder.ts'
import { readWav } from './wav.ts'

export async function isFile(path: string): Promise<boolean> {
  return fs.stat(path).then((found) => found.isFile(), () => false)
}

/**
 * Reads the one file of a bundle that the studio exports, as if it were the folder of `madoguchi export`.
 * @throws StatedError BUNDLE_UNREADABLE for what is no such file
 */
export async function readBundleInFile(path: string): Promise<ReadFolder> {
  const { size } = await fs.stat(path)
  // A character has a byte at least: what is larger need not be read to be refused.
  const read = size > bundleFileLimits.characters * 4 ? readBundleFile('x'.repeat(bundleFileLimits.characters + 1)) : readBundleFile(await fs.readFile(path, 'utf8'))
  if ('refused' in read) throw new StatedError('BUNDLE_UNREADABLE', { ja: `${path}: ${read.refused.ja}`, en: `${path}: ${read.refused.en}` })
  const found: ReadFolder = { bundle: { files: new Map(), audio: new Map() }, problems: [] }
  for (const [name, document] of Object.entries(read.file.files)) {
    if (isDocumentPath(name)) found.bundle.files.set(name, formatDocument(document))
    else found.problems.push(folderProblem('document-path', name))
  }
  for (const [name, base64] of Object.entries(read.file.audio)) addAudio(found, name, base64)
  return found
}

function addAudio({ bundle, problems }: ReadFolder, name: string, base64: string): void {
  const file = `audio/${name}.wav`
  if (!/^[0-9a-f]{64}$/.test(name)) return void problems.push(folderProblem('audio-name', file))
  const size = base64.length * 0.75
  if (size > bundleFileLimits.audioBytes) return void problems.push(folderProblem('audio-too-large', file, { megabytes: Math.ceil(size / 1e5) / 10, limit: bundleFileLimits.audioBytes / 1e6 }))
  const bytes = Buffer.from(base64, 'base64')
  const format = readWav(bytes)
  if (sha256(bytes) !== name) problems.push(folderProblem('prompt-audio-corrupt', file))
  else if (format === undefined) problems.push(folderProblem('audio-not-wav', file))
  else bundle.audio.set(name, { bytes, seconds: format.seconds, mediaType: 'audio/wav' })
}
