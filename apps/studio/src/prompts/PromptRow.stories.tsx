import { sha256Hex } from '@madoguchi/engine'
import type { Prompt } from '@madoguchi/schemas'
import type { Story, StoriesOf } from '../stories/story.ts'
import { PromptRow, type PromptRowProps } from './PromptRow.tsx'
import css from './prompts.module.css'

const text = 'お電話ありがとうございました。'
const prompt = (audio?: Prompt['audio']): Prompt => ({ title: { ja: '終わりのあいさつ', en: 'Goodbye' }, purpose: 'closing', owner: 'prefecture', text: { ja: text }, ...(audio && { audio }) })
const entry = (content: Prompt): PromptRowProps['entry'] => ({ id: 'g.ah.end', prompt: content, path: 'prompts/guidance.json', document: { kind: 'prompts', id: 'guidance', title: { ja: '音声案内' }, prompts: {} } })
const audio = (spoken: string): Prompt['audio'] => ({ ja: { sha256: '0'.repeat(64), seconds: 2.29, textHash: sha256Hex(spoken), source: 'recorded' } })

export default {
  title: 'Prompts/PromptRow',
  component: PromptRow,
  args: { spoken: 'ja', filled: { kind: 'fixed', text }, entry: entry(prompt(audio(text))), onEdit: () => undefined },
  decorators: [(Row) => <table role="table" className={css.table}><tbody role="rowgroup"><Row /></tbody></table>],
} satisfies StoriesOf<PromptRowProps>

export const Fresh: Story<PromptRowProps> = {}
export const Stale: Story<PromptRowProps> = { args: { entry: entry(prompt(audio('前の文です。'))) } }
export const WithoutAudio: Story<PromptRowProps> = { args: { entry: entry(prompt()) } }
export const Varies: Story<PromptRowProps> = { args: { filled: { kind: 'varies', text: '{{contact.from}}からのお電話ですね。' } } }
export const Broken: Story<PromptRowProps> = { args: { filled: { kind: 'broken', text: '{{center です。', fault: { ja: '「{{」が「}}」で閉じられていません。', en: '{{ is never closed with }}.' } } } }
