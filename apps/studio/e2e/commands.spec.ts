import type { Page } from '@playwright/test'
import type { CallFlow } from '@madoguchi/schemas'
import { card, draftDocument, expect, resetDraft, saved, test } from './studio.ts'

const path = 'call/after-hours.json'
const flow = async (page: Page) => (await draftDocument(page, path)) as unknown as CallFlow
const head = { position: { x: 80, y: 16 } }
const back = (page: Page) => page.getByRole('button', { name: '元に戻す' })
const again = (page: Page) => page.getByRole('button', { name: 'やり直す' })

test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/')))

/** What was done is one step: on the server it is there, taken back it is not, done again it is. */
async function isOneStep(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await flow(page)
  await act()
  await expect.poll(async () => JSON.stringify(await flow(page))).not.toBe(JSON.stringify(before))
  await saved(page)
  const after = await flow(page)
  await back(page).click()
  await expect.poll(async () => flow(page)).toEqual(before)
  await again(page).click()
  await expect.poll(async () => flow(page)).toEqual(after)
  await back(page).click()
  await expect.poll(async () => flow(page)).toEqual(before)
  await saved(page)
}

test('mouse, arrow keys, settings, paste and the dialog for connections all make steps of one history', async ({ studio, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await studio.open('/flows/after-hours')
  await expect(card(page, 'menu')).toBeVisible()
  await test.step('mouse', () =>
    isOneStep(page, async () => {
      const box = await card(page, 'answer').boundingBox()
      if (!box) throw new Error('the card is not drawn')
      await page.mouse.move(box.x + 60, box.y + 14)
      await page.mouse.down()
      await page.mouse.move(box.x + 120, box.y + 54, { steps: 6 })
      await page.mouse.up()
    }))
  await test.step('arrow keys', () =>
    isOneStep(page, async () => {
      await card(page, 'answer').focus()
      await page.keyboard.press('Alt+ArrowRight')
      await page.keyboard.press('Alt+ArrowRight')
    }))
  await test.step('settings', () =>
    isOneStep(page, async () => {
      await card(page, 'answer').click(head)
      await page.getByRole('textbox', { name: /^名前 / }).fill('電話に出る')
    }))
  await test.step('paste', () =>
    isOneStep(page, async () => {
      await card(page, 'goodbye').click(head)
      await page.keyboard.press('Control+c')
      await page.keyboard.press('Control+v')
    }))
  await test.step('the dialog for connections', () =>
    isOneStep(page, async () => {
      await card(page, 'answer').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('c')
      await expect(page.getByRole('dialog')).toContainText('接続先を選ぶ')
      await page.keyboard.type('終わりのあいさつ')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    }))
})

test('an edit of the JSON is a step too, taken back on the diagram', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  const before = await flow(page)
  await page.getByText('JSON', { exact: true }).click()
  const editor = page.locator('.monaco-editor').first()
  await expect(editor).toContainText('after-hours')
  await editor.click()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('もう一度聞く')
  await page.keyboard.press('Escape')
  await page.keyboard.insertText('くりかえす')
  await expect.poll(async () => JSON.stringify(await flow(page))).toContain('くりかえす')
  await page.getByText('図', { exact: true }).click()
  await expect(card(page, 'menu')).toBeVisible()
  await back(page).click()
  await expect.poll(async () => flow(page)).toEqual(before)
})

test('bringing two people’s work together is a step too: undo has mine alone, redo both', async ({ studio, context }) => {
  const mine = await studio.open('/flows/after-hours')
  const theirs = await studio.open('/flows/after-hours', { page: await context.newPage() })
  await theirs.getByRole('textbox', { name: /フローの名前/ }).fill('相手の名前')
  await saved(theirs)
  const before = await flow(theirs)
  await mine.getByRole('textbox', { name: '説明' }).fill('私の説明')
  await mine.getByRole('dialog', { name: 'ほかの人の変更と重なりました' }).getByRole('button', { name: '両方を残す' }).click()
  await expect.poll(() => flow(mine)).toEqual({ ...before, description: '私の説明' })
  await saved(mine)
  await back(mine).click()
  await expect.poll(async () => (await flow(mine)).title.ja).not.toBe('相手の名前')
  expect((await flow(mine)).description).toBe('私の説明')
  await again(mine).click()
  await expect.poll(() => flow(mine)).toEqual({ ...before, description: '私の説明' })
})
