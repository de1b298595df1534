import fs from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { StatedError } from '../stated-error.ts'

/** A template that comes with the product: a bundle of its own, whose flow of the same id is what is taken. */
export interface ShippedTemplate {
  id: string
  /** Path → text. */
  files: Record<string, string>
}

const shippedFolder = fileURLToPath(new URL('../../../../flows/templates/', import.meta.url))

/** Every template of the folder, by id. A folder that cannot be read is no template; the others are there. */
export async function shippedTemplates(folder = shippedFolder): Promise<ShippedTemplate[]> {
  const names = await fs.readdir(folder, { withFileTypes: true }).catch(() => [])
  const ids = names.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).toSorted()
  const read = await Promise.all(ids.map(async (id) => ({ id, ...(await readBundleFolder(path.join(folder, id))) })))
  return read.filter(({ id, problems, bundle }) => problems.length === 0 && bundle.files.has('bundle.json') && bundle.files.has(`call/${id}.json`)).map(({ id, bundle }) => ({ id, files: Object.fromEntries(bundle.files) }))
}

/** The WAV of a template by its hash, base64. @throws StatedError AUDIO_MISSING */
export async function templateAudio(template: string, sha256: string, folder = shippedFolder): Promise<string> {
  // Both are checked by their patterns before they come here: neither leads out of the folder.
  const bytes = await fs.readFile(path.join(folder, template, 'audio', `${sha256}.wav`)).catch((cause: unknown) => {
    throw new StatedError('AUDIO_MISSING', { ja: 'ひな形の音声が見つかりません。音声なしで取り込んで、録音し直してください。', en: 'The audio of the template is missing. Take it without audio and record it anew.' }, { cause })
  })
  return bytes.toString('base64')
}
