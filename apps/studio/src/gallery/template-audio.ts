import { client } from '../app/server.ts'
import type { Documents } from '../editor/commands/index.ts'
import { fromBase64, namedAudio } from '../import/carried-audio.ts'
import { storeAudio } from '../prompts/store-audio.ts'
import type { GalleryTemplate } from './templates.ts'

/** Stores the recordings that come in with a template; those of an own template are stored already. @throws AudioNotStored, or what the runtime says */
export async function storeTemplateAudio({ id, own, files }: GalleryTemplate, after: Documents): Promise<void> {
  if (own) return
  const used = namedAudio(after)
  for (const sha256 of namedAudio(files)) {
    if (!used.has(sha256)) continue
    const bytes = fromBase64(await client.templates.audio.query({ template: id, sha256 }))
    if (bytes) await storeAudio({ bytes, sha256 })
  }
}
