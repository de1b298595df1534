import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

export interface PlacedFile {
  file: string
  content: string | Uint8Array
  mode: number
}

/**
 * Writes files so that a reader finds each as it was or as it shall be: all are on the disk under other names before the first takes its
 * place, so that a full disk or a missing right changes none of them. The mode holds from the first byte.
 * @throws the error of the file system, with nothing of ours left behind
 */
export async function placeFiles(files: readonly PlacedFile[]): Promise<void> {
  const staged: { from: string; to: string }[] = []
  try {
    for (const { file, content, mode } of files) {
      await fs.mkdir(path.dirname(file), { recursive: true })
      const from = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
      staged.push({ from, to: file })
      await writeDurably(from, content, mode)
    }
    for (const { from, to } of staged) await fs.rename(from, to)
  } catch (cause) {
    await Promise.all(staged.map(({ from }) => fs.rm(from, { force: true }).catch(() => {})))
    throw cause
  }
  for (const folder of new Set(staged.map(({ to }) => path.dirname(to)))) await keepNames(folder)
}

async function writeDurably(file: string, content: string | Uint8Array, mode: number): Promise<void> {
  const handle = await fs.open(file, 'wx', mode)
  try {
    await handle.writeFile(content)
    await handle.chmod(mode)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A rename outlives a power cut only when its folder is on the disk too. Some systems cannot do that to a folder (Windows). */
async function keepNames(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
