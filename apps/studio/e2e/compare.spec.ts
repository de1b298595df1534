import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { axeFindings } from './axe.ts'
import { ask, expect, inLanguage, resetDraft, tell, test } from './studio.ts'

const address = '/compare?a=release:1&b=draft'

interface Flow {
  nodes: Record<string, { title?: { ja: string }; next: Record<string, string> }>
}

/** A draft in which two keys of the after-hours menu lead elsewhere than in what is live, and a node has another name. */
async function changeDraft(page: Page): Promise<void> {
  await resetDraft(page)
  const { content, revision } = await ask<{ content: string; revision: number }>(page, 'drafts.load', { path: 'call/after-hours.json' })
  const flow = JSON.parse(content) as Flow
  const menu = flow.nodes.menu?.next ?? {}
  Object.assign(menu, { 2: 'item-3-payment', 3: 'item-2-address' })
  Object.assign(flow.nodes.goodbye?.title ?? {}, { ja: '結びの言葉' })
  const saved = await tell(page, 'drafts.save', { path: 'call/after-hours.json', content: JSON.stringify(flow), baseRevision: revision })
  expect(saved.ok(), await saved.text()).toBe(true)
}

/** The draft against what is live, whatever other tests have published. */
async function againstLive(page: Page): Promise<string> {
  const { number } = await ask<{ number: number }>(page, 'releases.live')
  return `/compare?a=release:${number}&b=draft`
}

/** Where a node lies, from the middle of its canvas, in pixels. */
async function fromMiddle(page: Page, side: 'before' | 'after', node: string): Promise<number> {
  const [canvas, card] = await Promise.all([page.locator(`[data-side=${side}]`).boundingBox(), page.locator(`[data-side=${side}] .react-flow__node[data-id="${node}"]`).boundingBox()])
  if (!canvas || !card) throw new Error(`${node} is not on the canvas`)
  return Math.hypot(card.x + card.width / 2 - canvas.x - canvas.width / 2, card.y + card.height / 2 - canvas.y - canvas.height / 2)
}

test('an auditor sees the difference as words, as a picture, as JSON Patch and as what callers hear (R75)', async ({ studio }) => {
  const administrator = await studio.open('/', { as: 'administrator' })
  await changeDraft(administrator)
  const page = await studio.open(await againstLive(administrator), { as: 'auditor' })
  const list = page.getByRole('navigation', { name: '変更の一覧' })
  await expect(list.getByRole('button')).toHaveCount(3)
  // Other tests have published other names of the menu.
  await expect(list).toContainText(/「番号の案内[^」]*」の出口「2 住所の変更」の行き先を「住所の変更」から「納付場所と納税の方法」に変えました。/)

  await page.keyboard.press('Alt+ArrowDown')
  await expect(list.locator('[aria-current=true]')).toContainText('出口「2')
  for (const side of ['before', 'after'] as const) await expect.poll(() => fromMiddle(page, side, 'menu')).toBeLessThan(2)
  await page.locator('[data-side=before] .react-flow__node[data-id="goodbye"]').focus()
  await page.keyboard.press('Enter')
  await expect(list.locator('[aria-current=true]')).toContainText('「結びの言葉」')
  await expect.poll(() => fromMiddle(page, 'after', 'goodbye')).toBeLessThan(2)

  await page.getByText('JSON', { exact: true }).click()
  await expect(page.locator('[data-panel=json-diff] .monaco-diff-editor')).toContainText('item-3-payment')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'この設定のJSON Patchを保存' }).click()])
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toEqual([
    { op: 'replace', path: '/nodes/goodbye/title/ja', value: '結びの言葉' },
    { op: 'replace', path: '/nodes/menu/next/2', value: 'item-3-payment' },
    { op: 'replace', path: '/nodes/menu/next/3', value: 'item-2-address' },
  ])

  await page.getByText('動作', { exact: true }).click()
  await expect(page.getByText(/0570012229 へかけて 2 を押すと、「.*」ではなく「.*」の案内が流れます。/).first()).toBeVisible({ timeout: 30_000 })
  await page.getByText('通話の全体').first().click()
  await expect(page.getByRole('region', { name: '変更後' }).first()).toContainText('g.ah.3')
})

test('panning one canvas pans the other', async ({ studio }) => {
  await changeDraft(await studio.open('/', { as: 'administrator' }))
  const page = await studio.open(address)
  await expect(page.locator('[data-side=before] .react-flow__node[data-id="menu"]')).toBeVisible()
  const transforms = () => page.locator('.react-flow__viewport').evaluateAll((viewports) => viewports.map((viewport) => (viewport as HTMLElement).style.transform))
  const before = await transforms()
  const box = await page.locator('[data-side=before]').boundingBox()
  if (!box) throw new Error('no canvas')
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 4 })
  await page.mouse.up()
  const [left, right] = await transforms()
  expect(left).not.toBe(before[0])
  expect(right).toBe(left)
})

for (const view of ['structure', 'json', 'behaviour']) {
  test(`the view of ${view} has no axe finding, at a desk and in the hand, in both languages`, async ({ studio }) => {
    await changeDraft(await studio.open('/', { as: 'administrator' }))
    const page = await studio.open(`${address}&view=${view}`, { as: 'auditor' })
    for (const language of ['ja', 'en'] as const) {
      await inLanguage(page, language)
      for (const width of [1366, 390]) {
        await page.setViewportSize({ width, height: 768 })
        await expect(page.locator({ structure: '.react-flow__node', json: '.monaco-diff-editor .view-line', behaviour: '[data-complete]' }[view] ?? '').first()).toBeVisible({ timeout: 30_000 })
        expect(await axeFindings(page), `${width} px in ${language}`).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'nothing sticks out at the side').toBeLessThanOrEqual(0)
      }
    }
  })
}

test('an agent is told that the page is not for them', async ({ studio }) => {
  const page = await studio.open(address, { as: 'agent' })
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('版の比較')
})

test('an address that names a release that is not there says so and can be mended', async ({ studio }) => {
  const page = await studio.open('/compare?a=release:99999&b=draft', { as: 'auditor' })
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByLabel('変更前', { exact: true }).selectOption('release:1')
  await expect(page.getByRole('alert')).toHaveCount(0)
})
