import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { refuseProblems } from './refuse-problems.ts'
import { gate } from './gate.ts'

const folder = fileURLToPath(new URL('../../../../flows/saitama-auto-tax/', import.meta.url))
const { bundle } = await readBundleFolder(folder)
const files = new Map(bundle.files)
const audio = new Set(bundle.audio.keys())

function withChange(path: string, change: (text: string) => string): Map<string, string> {
  const text = files.get(path)
  if (text === undefined) throw new Error(`no ${path}`)
  const changed = change(text)
  expect(changed).not.toBe(text)
  return new Map([...files, [path, changed]])
}

describe('the gate of publishing', () => {
  it('lets the reference bundle through: no finding, every scenario kept', async () => {
    expect(await gate(files, audio)).toEqual([])
  })

  it('refuses a bundle that breaks a scenario, and says which, what was expected and what came', async () => {
    const swapped = withChange('call/after-hours.json', (text) => text.replace('"1": "item-1-reissue"', '"1": "item-2-address"'))
    const problems = await gate(swapped, audio)
    const found = problems.filter(({ code }) => code === 'scenario-failed')
    expect(found).toContainEqual(expect.objectContaining({ severity: 'error', document: 'scenario/after-hours-1-reissue', pointer: '/then/path', message: { ja: expect.stringContaining('「番号の案内」のあとに「納付書の再発行」を通るはずでしたが、出口「1 納付書の再発行」から「住所の変更」へ進みました。'), en: expect.stringContaining('After “Menu” the call was to pass “Payment slip again”') } }))
    expect(() => refuseProblems(problems)).toThrow(expect.objectContaining({ code: 'BUNDLE_HAS_PROBLEMS' }))
  })

  it('does not run the scenarios of a bundle that has errors already', async () => {
    const cut = withChange('call/after-hours.json', (text) => text.replace('"1": "item-1-reissue",', ''))
    const problems = await gate(cut, audio)
    expect(new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code))).toContain('unconnected-exit')
    expect(problems.map(({ code }) => code)).not.toContain('scenario-failed')
  })
})
