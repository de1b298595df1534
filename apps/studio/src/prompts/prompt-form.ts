import { sha256Hex } from '@madoguchi/engine'
import { type Prompt, type PromptAudio, idPattern } from '@madoguchi/schemas'
import type { FilledText } from './fill-prompt.ts'
import type { PromptKey } from './texts.ts'

/** A prompt while it is edited: empty fields are empty texts. */
export interface PromptForm {
  id: string
  titleJa: string
  titleEn: string
  purpose: Prompt['purpose']
  owner: Prompt['owner']
  ja: string
  en: string
  audio: { ja?: PromptAudio; en?: PromptAudio }
}

export const emptyForm: PromptForm = { id: '', titleJa: '', titleEn: '', purpose: 'other', owner: 'prefecture', ja: '', en: '', audio: {} }

export function toForm(id: string, { title, purpose, owner, text, audio }: Prompt): PromptForm {
  return { id, titleJa: title?.ja ?? '', titleEn: title?.en ?? '', purpose, owner, ja: text.ja, en: text.en ?? '', audio: { ...audio } }
}

/** The document's shape again: nothing that is empty is written. */
export function toPrompt({ titleJa, titleEn, purpose, owner, ja, en, audio }: PromptForm): Prompt {
  const title = titleJa.trim() === '' ? undefined : { ja: titleJa.trim(), ...(titleEn.trim() === '' ? {} : { en: titleEn.trim() }) }
  return {
    ...(title && { title }), purpose, owner,
    text: { ja: ja.trim(), ...(en.trim() === '' ? {} : { en: en.trim() }) },
    ...((audio.ja ?? audio.en) && { audio }),
  }
}

/** What keeps the form from becoming a prompt; the text to tell. */
export function formFault(form: PromptForm, taken: ReadonlySet<string>): PromptKey | undefined {
  if (!new RegExp(idPattern).test(form.id)) return 'idBad'
  if (taken.has(form.id)) return 'idTaken'
  return form.ja.trim() === '' ? 'textMissing' : undefined
}

/** The hash that says which text an audio speaks. A text that varies from call to call stands as it is written. */
export function textHashOf({ text }: FilledText): string {
  return sha256Hex(text)
}
