import type { Page } from '@playwright/test'
import { axeFindings } from './axe.ts'
import { expect, resetDraft, test } from './studio.ts'

test.beforeEach(async ({ studio, page }) => {
  await studio.open('/')
  await resetDraft(page)
})

const telephone = (page: Page) => page.getByRole('region', { name: '試しにかける電話' })
const steps = (page: Page) => page.getByRole('region', { name: '一歩ずつ確かめる' })

/** Calls at night, held at the next node from the first question on. */
async function callAtNight(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '電話' }).click()
  await telephone(page).getByText('かける条件').click()
  await telephone(page).getByText('日時を指定').click()
  await telephone(page).getByLabel(/^日時（/).fill('2026-11-24T20:00')
  await telephone(page).getByRole('button', { name: '消音' }).click()
  await telephone(page).getByRole('button', { name: '電話をかける' }).click()
}

test('a call is held at the next node, goes on by keys, is taken back to the menu, and takes another way', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await callAtNight(page)
  await steps(page).getByRole('button', { name: '次のノードで止める' }).click()
  await telephone(page).getByRole('button', { name: '1', exact: true }).click()
  await expect(steps(page).getByRole('status')).toContainText('手前で止まっています')
  const held = await steps(page).getByRole('status').textContent()

  // Back to the node that was asked before, and another key.
  const back = steps(page).getByLabel('戻る先')
  const menu = await back.locator('option').evaluateAll((options) => options.at(-2)?.getAttribute('value') ?? '')
  await back.selectOption(menu)
  await steps(page).getByRole('button', { name: 'ここへ戻る' }).click()
  await expect(steps(page).getByRole('status')).not.toHaveText(held ?? '')
  await steps(page).getByRole('button', { name: '続ける' }).press('F2')
  await telephone(page).getByRole('button', { name: '2', exact: true }).click()
  await expect(steps(page).getByRole('status')).toContainText('手前で止まっています')
  expect(await steps(page).getByRole('status').textContent()).not.toBe(held)
  await expect(telephone(page).getByText('お客様が 2 を押しました')).toBeVisible()
  await expect(telephone(page).getByText('お客様が 1 を押しました')).toHaveCount(0)
  expect(await axeFindings(page)).toEqual([])

  // In the hand the same call goes on in the drawer.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: '設定・電話' }).click()
  await expect(steps(page).getByRole('status')).toContainText('手前で止まっています')
  expect(await steps(page).evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true)
})

test('a breakpoint stays in the browser and holds the next call', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await callAtNight(page)
  await steps(page).getByRole('button', { name: 'ここを停止点にする' }).click()
  await page.reload()
  await callAtNight(page)
  await expect(steps(page).getByText('停止点（1件）')).toBeVisible()
  await expect(steps(page).getByRole('status')).toContainText('手前で止まっています')
  await steps(page).getByRole('textbox', { name: /で止まる条件$/ }).fill('false')
  await telephone(page).getByRole('button', { name: '電話を切る' }).click()
  await telephone(page).getByRole('button', { name: 'もう一度かける' }).click()
  await expect(telephone(page).getByText(/使える番号：/)).toBeVisible()
  await expect(steps(page).getByRole('status')).toHaveText('通話は進行中です')
})
