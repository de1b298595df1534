import { notify } from '../app/notices.ts'

/** Copies and says whether it worked: browsers refuse it outside of secure pages. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify('done', { ja: 'コピーしました。', en: 'Copied.' })
  } catch {
    notify('failed', { ja: 'コピーできませんでした。選択して手で写してください。', en: 'Copying failed. Select the text and copy it by hand.' })
  }
}
