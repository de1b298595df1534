import { describe, expect, test } from 'vitest'
import { parse } from '../../draft/json.ts'
import { referenceFiles } from '../../telephone/reference-bundle-for-test.ts'
import type { Documents } from '../commands/index.ts'
import { usesOf } from '../references/uses.ts'
import { find, findEntries, usesAsFound } from './find-entries.ts'

const documents: Documents = Object.fromEntries(referenceFiles().map(([path, text]) => [path, parse(text) ?? null]))
const entries = findEntries(documents, 'ja')
const found = (wanted: string) => find(entries, wanted).map(({ path, at }) => `${path} ${at.join('/')}`)

describe('what is looked for is found', () => {
  test('by text: labels and notes of nodes, words of prompts', () => {
    expect(found('納付書 再発行')).toEqual(expect.arrayContaining(['call/after-hours.json nodes/menu/config/choices/0/label/ja']))
    expect(found('通知書 送り先').some((place) => place.startsWith('prompts/'))).toBe(true)
  })

  test('by the type of a node, in either language', () => {
    expect(found('番号選択')).toContain('call/after-hours.json nodes/menu')
    expect(found('voice.menu')).toContain('call/after-hours.json nodes/menu')
    expect(found('Menu')).toContain('call/after-hours.json nodes/menu')
  })

  test('by a prompt: its id, and in the nodes that play it, what it says', () => {
    expect(found('g.ah.menu')).toEqual(expect.arrayContaining(['call/after-hours.json nodes/menu/config/prompt']))
    const prompts = Object.values(documents).flatMap((document) => (document && typeof document === 'object' && 'prompts' in document ? [document.prompts] : [])) as { [id: string]: { text: { ja: string } } }[]
    const said = prompts.map((some) => some['g.ah.menu']?.text.ja).find(Boolean)?.slice(0, 12) ?? '×'
    expect(found(said)).toContain('call/after-hours.json nodes/menu/config/prompt')
  })

  test('by a telephone number, with or without hyphens, in half or full width', () => {
    const numbers = documents[Object.keys(documents).find((path) => path.startsWith('numbers/')) ?? ''] as { lines: object }
    const [number = ''] = Object.keys(numbers.lines)
    for (const spelled of [number, number.replaceAll('-', ''), number.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))]) expect(found(spelled).some((place) => place.startsWith('numbers/'))).toBe(true)
  })

  test('whichever kana, case and width it is typed in', () => {
    expect(found('メニュー')).toEqual(found('めにゅー'))
    expect(found('VOICE．ＭＥＮＵ')).toEqual(found('voice.menu'))
  })

  test('and nothing for nothing', () => {
    expect(found('')).toEqual([])
    expect(found('ありえない文字列')).toEqual([])
  })
})

test('uses of a thing are told with the field that names it', () => {
  expect(usesAsFound(documents, usesOf(documents, 'call', 'after-hours'), 'ja')).toEqual([expect.objectContaining({ path: 'call/main.json', node: 'to-after-hours', field: expect.stringContaining('フロー') }), ...usesOf(documents, 'call', 'after-hours').slice(1).map(() => expect.anything())])
})
