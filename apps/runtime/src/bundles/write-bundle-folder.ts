import fs from 'node:fs/promises'
import path from 'node:path'
import { StatedError } from '../stated-error.ts'
import { isDocumentPath } from './bundle-files.ts'
import type { BundleFiles } from './bundle-files.ts'

/**
 * Writes a bundle into a folder, so that the folder then holds exactly this bundle: documents and audio of an older one are removed, other
 * files (a README, the audio manifest) stay. Only an empty folder or one that is a bundle already is written to.
 * @throws StatedError BUNDLE_TARGET_NOT_EMPTY
 */
export async function writeBundleFolder(folder: string, bundle: BundleFiles): Promise<void> {
  const present = await fs.readdir(folder, { recursive: true }).catch(() => [])
  const inside = present.map((name) => name.split(path.sep).join('/'))
  if (inside.length > 0 && !inside.includes('bundle.json')) {
    throw new StatedError('BUNDLE_TARGET_NOT_EMPTY', {
      ja: `${folder} は空ではなく、設定一式のフォルダーでもありません。空のフォルダーを指定してください。何も書き込んでいません。`,
      en: `${folder} is neither empty nor a bundle folder. Choose an empty one. Nothing was written.`,
    })
  }
  for (const [name, text] of bundle.files) {
    if (!isDocumentPath(name)) throw new TypeError(`not a document path: ${name}`)
    await writeWhole(path.join(folder, name), text)
  }
  for (const [sha, { bytes }] of bundle.audio) await writeWhole(path.join(folder, 'audio', `${sha}.wav`), bytes)
  for (const name of inside) {
    const audio = /^audio\/([0-9a-f]{64})\.wav$/.exec(name)?.[1]
    const gone = audio === undefined ? isDocumentPath(name) && !bundle.files.has(name) : !bundle.audio.has(audio)
    if (gone) await fs.rm(path.join(folder, name))
  }
}

/** A reader sees the old file or the new one, never half of one. */
async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true })
  const half = `${file}.${process.pid}.tmp`
  await fs.writeFile(half, content)
  await fs.rename(half, file)
}
