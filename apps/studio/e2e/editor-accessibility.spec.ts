import type { Page } from '@playwright/test'
import type { CallFlow } from '@madoguchi/schemas'
import { nodeTypes } from '../src/editor/node-types.ts'
import { axeFindings } from './axe.ts'
import { ask, expect, inLanguage, resetDraft, tell, test } from './studio.ts'

/** A desk of 1366×768 at 200 % zoom, where layout is tightest, in both languages; a telephone in the hand in Japanese, whose words decide it. */
const sizes = [
  { name: 'zoomed', width: 683, height: 384, languages: ['en', 'ja'] },
  { name: 'hand', width: 390, height: 844, languages: ['ja'] },
] as const

/** Findings of axe, and whatever is wider than the window outside the canvas (WCAG 1.4.10). */
async function findings(page: Page, what: string, within?: string): Promise<string[]> {
  const wide = await page.evaluate(wider)
  return [...(await axeFindings(page, within)).map((finding) => `${what} ${finding}`), ...wide.map((element) => `${what}: beyond the window: ${element}`)]
}

/** What reaches beyond the window, outside the canvas and whatever scrolls by itself (tables, code, the rail). */
function wider(): string[] {
  const scrolls = (element: Element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { overflowX, clipPath, position } = getComputedStyle(at)
      if (overflowX === 'auto' || overflowX === 'scroll' || clipPath !== 'none' || (position === 'fixed' && at.getBoundingClientRect().top < 0)) return true
    }
    return element.closest('.react-flow, .monaco-editor, svg') !== null
  }
  return [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && element.checkVisibility({ visibilityProperty: true }) && !scrolls(element)).map((element) => element.outerHTML.slice(0, 120)).slice(0, 3)
}

/** A draft whose after-hours flow has a group, as the canvas shows one. */
async function groupNodes(page: Page): Promise<void> {
  const { content, revision } = await ask<{ content: string; revision: number }>(page, 'drafts.load', { path: 'call/after-hours.json' })
  const flow = JSON.parse(content) as CallFlow
  flow.canvas = { groups: { first: { title: { ja: '最初の案内' }, nodes: ['answer', 'hours-and-web'] } } }
  const kept = await tell(page, 'drafts.save', { path: 'call/after-hours.json', content: JSON.stringify(flow), baseRevision: revision })
  expect(kept.ok(), await kept.text()).toBe(true)
}

test('no screen of the editor has an axe finding or scrolls both ways, zoomed in both languages and in the hand', async ({ studio }) => {
  test.setTimeout(240_000)
  const page = await studio.open('/account')
  await resetDraft(page)
  await groupNodes(page)
  await studio.open('/flows/after-hours')
  const found: string[] = []
  const look = async (what: string, { languages }: (typeof sizes)[number], within?: string) => {
    for (const language of languages) {
      await inLanguage(page, language)
      if (within) await expect(page.locator(within).first()).toBeVisible()
      found.push(...(await findings(page, `${what} ${language}`, within)))
    }
  }
  const step = (name: string) => page.getByRole('button', { name }).first().press('Enter')
  const problems = () => page.locator('[data-panel="problems"] button').first().press('Enter')
  const screens: readonly [string, () => Promise<unknown>, string?][] = [
    ['canvas', () => step('フローの図へ')],
    ['outline', () => step('フローの一覧へ')],
    ['outline menu', () => page.locator('[role="treeitem"]:focus').press('Shift+F10').then(() => expect(page.getByRole('menuitem').first()).toBeFocused()), '[role="menu"]'],
    ['move', () => page.keyboard.press('Escape').then(() => row(page, 'menu').press('Control+m')), '[role="dialog"]'],
    ['connect', () => page.keyboard.press('Escape').then(() => row(page, 'menu 1').press('Enter')), '[role="dialog"]'],
    ['keys', () => page.keyboard.press('Escape').then(() => row(page, 'menu').press('?')), '[role="dialog"]'],
    ['find', () => page.keyboard.press('Escape').then(() => page.keyboard.press('Control+f')), '[role="dialog"]'],
    ['settings', () => page.keyboard.press('Escape').then(() => step('設定へ'))],
    ['telephone', () => page.getByRole('tab', { name: '電話', exact: true }).press('Enter')],
    ['problems', () => step('問題の一覧へ').then(problems)],
  ]
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const [name, open, within] of screens) {
      await open()
      await look(`${name} ${size.name}`, size, within)
    }
    await problems()
  }
  await page.getByRole('radio', { name: 'JSON' }).press('Space')
  await expect(page.locator('.monaco-editor').first()).toContainText('after-hours')
  const atEverySize = async (what: string) => {
    for (const size of sizes) {
      await page.setViewportSize(size)
      await look(`${what} ${size.name}`, size)
    }
  }
  await atEverySize('JSON')
  for (const path of ['/scenarios', '/compare?a=release:1&b=draft']) {
    await page.goto(`${process.env.STUDIO_ADDRESS}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await atEverySize(path)
  }
  expect(found).toEqual([])
})

test('the settings of every node type have no axe finding; the languages take turns, since both come from one form', async ({ studio }) => {
  test.setTimeout(240_000)
  const page = await studio.open('/flows')
  await resetDraft(page)
  const types = [...nodeTypes.keys()]
  const nodes = Object.fromEntries(types.map((type, index) => [`n${index}`, { type, config: {}, next: {} }]))
  const content = JSON.stringify({ kind: 'call', id: 'every-type', title: { ja: 'すべての種類' }, entry: 'n0', nodes })
  expect((await tell(page, 'drafts.save', { path: 'call/every-type.json', content, baseRevision: null })).ok()).toBe(true)
  const found: string[] = []
  await page.goto(`${process.env.STUDIO_ADDRESS}/flows/every-type`)
  await page.getByRole('button', { name: 'フローの一覧へ' }).press('Enter')
  await expect(page.locator('[role="treeitem"]:focus')).toHaveCount(1)
  for (const language of ['ja', 'en'] as const) {
    await inLanguage(page, language)
    for (const [index, type] of types.entries()) {
      if ((index % 2 === 0) !== (language === 'ja')) continue
      await page.locator(`[data-row="n${index}"]`).focus()
      await page.keyboard.press('Space')
      await expect(page.locator('[data-panel="right"] [data-ready]')).toBeVisible()
      found.push(...(await findings(page, `${type} ${language}`, '[data-panel="right"]')))
    }
  }
  expect((await ask<unknown[]>(page, 'drafts.files')) !== undefined).toBe(true)
  await resetDraft(page)
  expect(found).toEqual([])
})

test('motion that is not wanted stops, and forced colours keep the selection and the focus visible', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' })
  await page.getByRole('button', { name: 'フローの一覧へ' }).press('Enter')
  await expect(row(page, 'flow')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  const { outline, edge } = await row(page, 'answer').evaluate((element) => ({ outline: getComputedStyle(element).outlineStyle, edge: getComputedStyle(element).borderInlineStartStyle }))
  expect([outline, edge]).toEqual(['solid', 'solid'])
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => Number.parseFloat(getComputedStyle(element).transitionDuration) > 0.05 || Number.parseFloat(getComputedStyle(element).animationDuration) > 0.05).map((element) => element.outerHTML.slice(0, 80)))
  expect(moving).toEqual([])
})

const row = (page: Page, key: string) => page.locator(`[data-row="${key}"]`)
