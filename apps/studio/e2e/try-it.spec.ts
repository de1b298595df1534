import type { Page } from '@playwright/test'
import { axeFindings } from './axe.ts'
import { ask, card, expect, resetDraft, tell, test } from './studio.ts'

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

  // In the hand the same call goes on in the drawer.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: '設定・電話' }).click()
  await expect(steps(page).getByRole('status')).toContainText('手前で止まっています')
  expect(await steps(page).evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true)
})

/** Puts a node that sets a variable before the guidance. */
async function withVariable(page: Page): Promise<void> {
  const path = 'call/after-hours.json'
  const { content, revision } = await ask<{ content: string; revision: number }>(page, 'drafts.load', { path })
  const flow = JSON.parse(content) as { nodes: Record<string, { next: Record<string, string> }> }
  flow.nodes['noted'] = { type: 'logic.set', config: { name: 'noted', value: '"once"' }, next: { done: 'hours-and-web' } } as never
  const answer = flow.nodes['answer']
  if (answer) answer.next = { done: 'noted' }
  expect((await tell(page, 'drafts.save', { path, content: JSON.stringify(flow), baseRevision: revision })).ok()).toBe(true)
}

test('a breakpoint stays in the browser and holds a call, whose variable is changed; the timeline leads back to before that; an edit is told', async ({ studio, page: first }) => {
  await withVariable(first)
  const page = await studio.open('/flows/after-hours')
  await card(page, 'hours-and-web').click()
  await page.keyboard.press('F9')
  await expect(card(page, 'hours-and-web')).toHaveAttribute('aria-label', /停止点/)
  // It stays in the browser.
  await page.reload()
  await callAtNight(page)
  await steps(page).getByRole('button', { name: '変数 noted の値を変える' }).click()
  const value = steps(page).getByRole('textbox', { name: 'noted の新しい値' })
  await value.fill('twice')
  await steps(page).getByRole('button', { name: 'この値にする' }).click()
  await expect(steps(page).getByText(/文字は " " で囲んでください/)).toBeVisible()
  await value.fill('"twice"')
  await steps(page).getByRole('button', { name: 'この値にする' }).click()
  await expect(telephone(page).getByText('試した人が、変数 noted を twice に変えました')).toBeVisible()

  const timeline = page.getByRole('region', { name: '時間の流れ' })
  await timeline.getByRole('button', { name: /noted を twice に変更/ }).press('Enter')
  expect(await axeFindings(page)).toEqual([])
  await timeline.getByRole('button', { name: '「変数に入れる」の手前へ戻る' }).click()
  await expect(steps(page).getByRole('cell', { name: 'twice' })).toHaveCount(0)

  await steps(page).getByRole('button', { name: '「変数に入れる」を画面で見る' }).click()
  await page.getByRole('tab', { name: '設定' }).click()
  await page.getByRole('textbox', { name: /メモ/ }).fill('変更')
  await page.getByRole('tab', { name: '電話' }).click()
  await steps(page).getByRole('textbox', { name: /で止まる条件$/ }).fill('false')
  await telephone(page).getByText('この通話は変更前の内容で動いています。').waitFor()
  await telephone(page).getByRole('button', { name: '変更後の内容でかけ直す' }).click()
  await expect(telephone(page).getByText('この通話は変更前の内容で動いています。')).toHaveCount(0)
  await expect(steps(page).getByRole('status')).toHaveText('通話は進行中です')
})
