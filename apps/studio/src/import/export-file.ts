import { writeBundleFile } from '@madoguchi/engine'
import { notify } from '../app/notices.ts'
import { saveDocument } from '../draft/save-file.ts'
import type { Documents } from '../editor/commands/index.ts'
import { namedAudio, toBase64 } from './carried-audio.ts'

/** Hands documents with their audio to the browser as one file, which "Import" and `madoguchi` read. */
export async function exportFile(name: string, documents: Documents): Promise<void> {
  const audio: Record<string, string> = {}
  let missing = 0
  for (const sha256 of namedAudio(documents)) {
    const bytes = await fetch(`/audio/${sha256}.wav`).then((response) => (response.ok ? response.arrayBuffer() : undefined), () => undefined)
    if (bytes) audio[sha256] = toBase64(new Uint8Array(bytes))
    else missing += 1
  }
  const file = `${name}.madoguchi.json`
  saveDocument(file, writeBundleFile(documents, audio))
  notify('done', { ja: `書き出しました: ${file}`, en: `Exported: ${file}` })
  if (missing > 0) notify('failed', { ja: `音声${missing}件を読み出せなかったため、その音声を除いて書き出しました。接続を確かめて、もう一度書き出してください。`, en: `${missing} audio files could not be read and are not in the file. Check the connection and export again.` })
}
