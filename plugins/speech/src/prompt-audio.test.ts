import type { Prompt } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { sha256, stalePrompts } from './prompt-audio.ts'
import type { Manifest } from './prompt-audio.ts'

const file = 'a'.repeat(64)
const text = '減免です。'
const prompt = (audio?: Partial<NonNullable<NonNullable<Prompt['audio']>['ja']>>): Prompt => ({
  purpose: 'other', owner: 'prefecture', text: { ja: text },
  ...(audio ? { audio: { ja: { sha256: file, seconds: 1, textHash: sha256(text), source: 'speech', ...audio } } } : {}),
})
const manifest: Manifest = { [file]: { prompt: 'p', language: 'ja', text, spoken: text, reading: 'ゲンメンデス', seconds: 1, voice: 'v', licence: 'l' } }
const reasons = (it: Prompt, options: { fill?: (text: string) => string; files?: string[]; manifest?: Manifest } = {}) =>
  stalePrompts({ p: it }, options.fill ?? ((same) => same), new Set(options.files ?? [file]), options.manifest ?? manifest).map(({ reason }) => reason)

describe('stalePrompts', () => {
  it('leaves audio alone that says its text', () => {
    expect(reasons(prompt({}))).toEqual([])
  })

  it('names missing audio, a missing file, a changed text, a changed variable and a changed reading', () => {
    expect(reasons(prompt())).toEqual(['missing'])
    expect(reasons(prompt({}), { files: [] })).toEqual(['file-missing'])
    expect(reasons(prompt({ textHash: sha256('別の文') }))).toEqual(['text-changed'])
    expect(reasons(prompt({}), { fill: () => '変数が変わった文' })).toEqual(['text-changed'])
    expect(reasons(prompt({}), { manifest: {} })).toEqual(['reading-changed'])
  })

  it('never takes a recording for synthesised speech', () => {
    expect(reasons(prompt({ source: 'recorded' }), { manifest: {} })).toEqual([])
    expect(reasons(prompt({ source: 'recorded', textHash: sha256('別の文') }))).toEqual(['recording-outdated'])
    expect(reasons(prompt({ source: 'recorded' }), { files: [] })).toEqual(['recording-outdated'])
  })
})
