import type { Page } from '@playwright/test'
import { axeFindings } from './axe.ts'
import { card, expect, inLanguage, test } from './studio.ts'

const pages = ['/', '/flows', '/flows/after-hours', '/flows/main?node=hours', '/scenarios', '/prompts', '/sessions', '/approvals', '/releases', '/compare?a=release:1&b=draft', '/audit', '/people', '/records', '/account', '/nowhere']

for (const path of pages) {
  test(`${path} has no axe finding, no text under 14 px, and one heading of level 1, in both languages`, async ({ studio }) => {
    const page = await studio.open(path)
    for (const language of ['ja', 'en'] as const) {
      await inLanguage(page, language)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      if (path.startsWith('/flows/')) await expect(page.locator('.react-flow__node').first()).toBeVisible()
      if (path.includes('node=')) await expect(page.locator('[data-ready]')).toBeVisible()
      expect(await axeFindings(page), language).toEqual([])
      expect(await smallTexts(page), language).toEqual([])
    }
  })
}

test('a long form and the dialogs have no axe finding either', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await card(page, 'menu').click({ position: { x: 80, y: 16 } })
  await expect(page.locator('[data-ready]')).toBeVisible()
  const clean = async (what: string) => {
    expect(await axeFindings(page), what).toEqual([])
  }
  await clean('form')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: '一覧' }).click()
  await clean('list')
  await page.getByRole('treeitem', { name: /出口 次へ/ }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await clean('choice of a target')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '承認を依頼' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await clean('request')
  await page.keyboard.press('Escape')
  await page.getByText('JSON', { exact: true }).click()
  await expect(page.locator('.monaco-editor').first()).toContainText('after-hours')
  await clean('JSON')
})

test('no control is greyed out by the native attribute, so each can be reached and say why (A02)', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  expect(await page.locator('button:disabled, input:disabled').evaluateAll((controls) => controls.map((control) => control.outerHTML.slice(0, 120)))).toEqual([])
})

test('every control on the editor is at least 24 px (WCAG 2.5.8)', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await expect(page.locator('.react-flow__node').first()).toBeVisible()
  const small = await page.locator('button:visible, input:visible, [role=tab]:visible').evaluateAll((controls) =>
    controls.flatMap((control) => {
      const { width, height } = control.getBoundingClientRect()
      const hidden = control.closest('label') !== null || (control instanceof HTMLInputElement && control.type === 'radio')
      return !hidden && (width < 24 || height < 24) ? [`${control.outerHTML.slice(0, 100)} ${width}×${height}`] : []
    }),
  )
  expect(small).toEqual([])
})

/** Visible texts smaller than the smallest size of the design tokens (A01). What a person has zoomed out on the canvas does not count. */
async function smallTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || !node.textContent?.trim() || parent.closest('script, style')) continue
      if (Number.parseFloat(getComputedStyle(parent).fontSize) < 14) found.add(`${node.textContent.trim().slice(0, 30)} ${getComputedStyle(parent).fontSize}`)
    }
    return [...found]
  })
}
