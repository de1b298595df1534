import type { Program, ReadBundle } from '@madoguchi/engine'
import { type Prompt, Prompt as PromptSchema, PromptAudio } from '@madoguchi/schemas'
import type { Content } from 'pdfmake/interfaces.js'
import { heardText } from './flow-section.ts'
import { choiceName } from './names.ts'
import { type Cell, anywhere, chapter, nothing, part, table } from './page-design.ts'

/** Every guidance text as it is heard, with its audio (R18, R19). */
export function promptsSection(number: number, read: ReadBundle, program: Program | undefined): Content[] {
  const documents = [...read.documents.prompts.values()]
  if (documents.length === 0) return [chapter(number, '音声案内'), nothing('音声案内はありません。')]
  return [
    chapter(number, '音声案内', { newPage: true }),
    ...documents.flatMap(({ id, title, description, prompts }): Content[] => [
      part(`${title.ja}（${id}）`, number),
      ...(description === undefined ? [] : [nothing(description)]),
      table(['ID', '目的', '案内の文', '秒数', '音声', '担当'], [72, 48, '*', 32, 48, 36], Object.entries(prompts).map(([prompt, content]) => row(prompt, content, read, program))),
    ]),
  ]
}

function row(id: string, prompt: Prompt, read: ReadBundle, program: Program | undefined): Cell[] {
  const { purpose, owner } = PromptSchema.properties
  const heard = heardText(id, program, read) ?? prompt.text.ja
  const language = read.bundle?.language === 'en' ? 'en' : 'ja'
  const audio = prompt.audio?.[language] ?? prompt.audio?.ja
  // With variables filled in, the text as it was written is what the prefecture approved.
  const written = heard === prompt.text.ja || !prompt.text.ja.includes('{{') ? [] : [{ text: `原文: ${prompt.text.ja}`, style: 'quiet', margin: [0, 2, 0, 0] }]
  const english = prompt.text.en === undefined ? [] : [{ text: `英語: ${prompt.text.en}`, style: 'quiet', margin: [0, 2, 0, 0] }]
  return [
    { stack: [{ ...(anywhere(id) as object) }, ...(prompt.title ? [{ text: prompt.title.ja, style: 'quiet' }] : [])] } as Cell,
    choiceName(purpose, prompt.purpose),
    { stack: [{ text: heard, lineHeight: 1.15 }, ...written, ...english] } as Cell,
    { text: audio ? audio.seconds.toFixed(1) : '－', alignment: 'right' },
    audio ? choiceName(PromptAudio.properties.source, audio.source) : { text: 'なし', bold: true },
    choiceName(owner, prompt.owner),
  ]
}
