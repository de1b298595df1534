import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { changedCitizenTexts } from './changed-citizen-texts.ts'

const { bundle } = await readBundleFolder(fileURLToPath(new URL('../../../../flows/saitama-auto-tax/', import.meta.url)))
const files = bundle.files

function withChange(path: string, change: (document: ReturnType<typeof JSON.parse>) => unknown): Map<string, string> {
  const document = JSON.parse(files.get(path) ?? '')
  change(document)
  return new Map([...files, [path, JSON.stringify(document)]])
}
const prompt = 'g.ah.hours'

describe('citizens hear or read another text, so the prefecture must approve (R75)', () => {
  test.each([
    ['a guidance text', 'prompts/guidance.json', (d: ReturnType<typeof JSON.parse>) => (d.prompts[prompt].text.ja += '。'), [{ document: 'prompts/guidance', pointer: `/prompts/${prompt}/text/ja` }]],
    ['a text in another language', 'prompts/guidance.json', (d: ReturnType<typeof JSON.parse>) => (d.prompts[prompt].text.en = 'Closed.'), [{ document: 'prompts/guidance', pointer: `/prompts/${prompt}/text/en` }]],
    ['a new recording of the same text', 'prompts/guidance.json', (d: ReturnType<typeof JSON.parse>) => (d.prompts['g.ah.1'].audio.ja.sha256 = '0'.repeat(64)), [{ document: 'prompts/guidance', pointer: '/prompts/g.ah.1/audio/ja' }]],
    ['what is filled into texts', 'bundle.json', (d: ReturnType<typeof JSON.parse>) => (d.variables.web = '別のページ'), [{ document: 'bundle', pointer: '/variables/web' }]],
  ])('%s', (_, path, change, places) => {
    expect(changedCitizenTexts(files, withChange(path, change))).toEqual(places)
  })

  test('a document that cannot be read, on either side', () => {
    const broken = new Map([...files, ['prompts/guidance.json', '{']])
    expect(changedCitizenTexts(files, broken).map(({ document }) => document)).toContain('prompts/guidance')
    expect(changedCitizenTexts(broken, files).map(({ document }) => document)).toContain('prompts/guidance')
  })

  test('everything of a first release', () => {
    expect(changedCitizenTexts(new Map(), files).length).toBeGreaterThan(20)
  })
})

describe('everything else does not need it', () => {
  test.each([
    ['layout', 'call/main.json', (d: ReturnType<typeof JSON.parse>) => (d.layout = {})],
    ['who is responsible for a text', 'prompts/guidance.json', (d: ReturnType<typeof JSON.parse>) => (d.prompts[prompt].owner = d.prompts[prompt].owner === 'prefecture' ? 'contractor' : 'prefecture')],
    ['hours', 'hours/business-hours.json', (d: ReturnType<typeof JSON.parse>) => (d.description = '別')],
    ['the title of a line', 'numbers/lines.json', (d: ReturnType<typeof JSON.parse>) => (d.title = { ja: '別名' })],
  ])('%s', (_, path, change) => {
    expect(changedCitizenTexts(files, withChange(path, change))).toEqual([])
  })

  test('no change', () => {
    expect(changedCitizenTexts(files, new Map(files))).toEqual([])
  })
})
