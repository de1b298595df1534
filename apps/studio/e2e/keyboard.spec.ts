import type { Page } from '@playwright/test'
import type { CallFlow } from '@madoguchi/schemas'
import { ask, card, expect, resetDraft, saved, test } from './studio.ts'

const items = ['納付書の再発行', '住所の変更', '納付場所と納税の方法', '継続車検用の納税証明書', '障害のある方の減免', '還付']

test('a six-item menu is built, checked, asked for and approved without any mouse event (A06)', async ({ studio, browser }) => {
  test.setTimeout(120_000)
  const page = await studio.open('/flows', { as: 'supervisor' })
  await resetDraft(page)
  await countMouse(page)
  await press(page, page.getByRole('button', { name: '新しいフロー' }))
  await expect(page.getByRole('textbox', { name: /フローの名前/ })).toBeFocused()
  await page.keyboard.type('キーボードで作るフロー')
  await page.keyboard.press('Tab')
  await page.keyboard.type('by-keyboard')
  await page.keyboard.press('Enter')
  await page.getByRole('searchbox', { name: 'ノードを探す' }).first().focus()
  await page.keyboard.type('応答')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await card(page, 'answer').focus()
  await page.keyboard.press('c')
  await chooseTarget(page, '番号選択')
  await buildMenu(page)
  for (const exit of [...items, '操作なし', '番号違い']) {
    await press(page, page.getByRole('button', { name: new RegExp(`${exit}.*未接続`) }).and(page.locator('[data-exit]')))
    await chooseTarget(page, '切断')
    // The node that the first one added is selected; the menu is next again.
    await card(page, 'menu').focus()
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('button', { name: /問題 2件/ }), 'two ways hang up without a word').toBeVisible()
  await card(page, 'hangup').focus()
  await page.keyboard.press('Enter')
  await choosePrompt(page, 'g.err.max')
  await saved(page)
  await expect(page.getByRole('button', { name: /問題 0件/ }), 'what is left is advice').toBeVisible()
  await press(page, page.getByRole('button', { name: '承認を依頼' }))
  await expect(page.getByRole('textbox', { name: /変更の説明/ })).toBeFocused()
  await page.keyboard.type('キーボードで作りました')
  await press(page, page.getByRole('button', { name: '依頼する' }))
  await press(page, page.getByRole('link', { name: /依頼 \d+ を開く/ }))
  await expect(page.getByText('承認待ち')).toBeVisible()
  const approver = await studio.open(new URL(page.url()).pathname, { page: await (await browser.newContext()).newPage(), as: 'administrator' })
  await press(approver, approver.getByRole('button', { name: '承認して公開する' }))
  await expect(page.getByTestId('changes')).toHaveText('公開中の版と同じ')
  const { number } = await ask<{ number: number }>(page, 'releases.live')
  const files = await ask<Record<string, string>>(page, 'releases.files', { number })
  const { nodes } = JSON.parse(files['call/by-keyboard.json'] ?? '{}') as CallFlow
  expect(nodes.menu?.next).toEqual(Object.fromEntries([...items.map((_, index) => [String(index + 1), 'hangup']), ['timeout', 'hangup'], ['invalid', 'hangup']]))
  expect(nodes.hangup?.config.prompt).toBe('g.err.max')
  expect(nodes.menu?.config.choices).toEqual(items.map((ja, index) => ({ key: String(index + 1), label: { ja } })))
  expect(await page.evaluate(() => (window as unknown as { mice: number }).mice)).toBe(0)
})

/** Every pointer press is counted; pages keep the count until they are left. */
async function countMouse(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counted = window as unknown as { mice: number }
    counted.mice = 0
    addEventListener('pointerdown', () => counted.mice++, true)
  })
}

async function press(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  await target.focus()
  await page.keyboard.press('Enter')
}

/** In the dialog 「接続先を選ぶ」: what is found first, among the nodes there are, else among the types. */
async function chooseTarget(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /接続先を選ぶ/ })
  await expect(dialog.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type(title)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
}

async function choosePrompt(page: Page, id: string): Promise<void> {
  const field = page.locator('#node-form #root_prompt')
  await field.focus()
  await page.keyboard.type(id)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue(new RegExp(id.replaceAll('.', '\\.')))
}

async function buildMenu(page: Page): Promise<void> {
  await choosePrompt(page, 'g.ah.menu')
  const form = page.locator('#node-form')
  for (const [index, item] of items.entries()) {
    await press(page, page.getByRole('button', { name: '選択肢を追加' }))
    const key = form.locator(`#root_choices_${index}_key`)
    await key.focus()
    await page.keyboard.press('Enter')
    const option = page.getByRole('option', { name: String(index + 1), exact: true })
    await expect(option).toBeVisible()
    for (let step = 0; step < 14 && !(await option.getAttribute('data-combobox-selected')); step++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(key).toHaveValue(String(index + 1))
    await form.locator(`#root_choices_${index}_label_ja`).focus()
    await page.keyboard.type(item)
    await expect(form.locator(`#root_choices_${index}_label_ja`)).toHaveValue(item)
  }
}
