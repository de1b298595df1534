import fs from 'node:fs/promises'
import path from 'node:path'
import type { ReleaseStore } from '../releases/release-store.ts'

/** The audio of releases as files, which is how FreeSWITCH plays it. Written once for each content, whole or not at all. */
export class PromptFiles {
  readonly folder: string
  readonly #releases: ReleaseStore
  readonly #written = new Map<number, Promise<void>>()

  constructor(folder: string, releases: ReleaseStore) {
    this.folder = folder
    this.#releases = releases
  }

  /** Resolves when every file of the release is there. */
  ensure(release: number): Promise<void> {
    const known = this.#written.get(release)
    if (known) return known
    const writing = this.#write(release)
    this.#written.set(release, writing)
    writing.catch(() => this.#written.delete(release))
    return writing
  }

  async #write(release: number): Promise<void> {
    await fs.mkdir(this.folder, { recursive: true })
    const { audio } = await this.#releases.releaseBundle(release)
    for (const [sha, { bytes }] of audio) {
      const file = path.join(this.folder, `${sha}.wav`)
      const size = await fs.stat(file).then((found) => found.size, () => -1)
      if (size === bytes.length) continue
      await fs.writeFile(`${file}.${process.pid}.new`, bytes)
      await fs.rename(`${file}.${process.pid}.new`, file)
    }
  }
}
