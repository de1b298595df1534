import type { Locator, Page } from '@playwright/test'
import type { CallFlow } from '@madoguchi/schemas'
import { ask, expect, resetDraft, saved, test } from './studio.ts'

const items = [
  { title: '納付書の再発行', prompt: 'g.ah.1' }, { title: '住所の変更', prompt: 'g.ah.2' }, { title: '納付場所と納税の方法', prompt: 'g.ah.3' }, { title: '継続車検用の納税証明書', prompt: 'g.ah.4' }, { title: '障害のある方の減免', prompt: 'g.ah.5' }, { title: '還付', prompt: 'g.ah.6' },
]

test('the six-item after-hours flow is built in the outline, checked, asked for and approved without any mouse event (A06)', async ({ studio, browser, context }) => {
  test.setTimeout(300_000)
  const pointed = await countPointers(context)
  const page = await studio.open('/flows', { as: 'supervisor' })
  await resetDraft(page)
  await press(page, page.getByRole('button', { name: '新しいフロー' }))
  await expect(page.getByRole('textbox', { name: /フローの名前/ })).toBeFocused()
  await page.keyboard.type('キーボードで作るフロー')
  await page.keyboard.press('Tab')
  await page.keyboard.type('by-keyboard')
  await page.keyboard.press('Enter')
  await press(page, page.getByRole('button', { name: 'フローの一覧へ' }))
  await expect(row(page, 'flow')).toBeFocused()

  await page.keyboard.press('Control+Enter')
  await choose(page, '応答')
  await expect(row(page, 'answer'), 'the new node has the focus').toBeFocused()
  await page.keyboard.press('Control+Enter')
  await choose(page, '案内を流す')
  await expect(row(page, 'play')).toBeFocused()
  await promptOf(page, 'g.ah.hours')
  await rename(page, '受付時間の案内')
  await page.keyboard.press('Control+Enter')
  await choose(page, '番号選択')
  await expect(row(page, 'menu')).toBeFocused()
  await page.keyboard.press('Enter')
  await fillMenu(page)
  await backTo(page, 'menu')

  // The first item is built; the others are copies of it.
  await to(page, 'menu 1')
  await page.keyboard.press('Enter')
  await choose(page, '案内を流す')
  await expect(row(page, 'play-2')).toBeFocused()
  await promptOf(page, items[0]?.prompt ?? '')
  await rename(page, items[0]?.title ?? '')
  await page.keyboard.press('Control+Enter')
  await choose(page, '切断')
  await expect(row(page, 'hangup')).toBeFocused()
  await promptOf(page, 'g.err.max')
  for (const [index, { title, prompt }] of items.entries()) {
    if (index === 0) continue
    const id = `play-${index + 2}`
    await to(page, `play-${index + 1}`)
    await page.keyboard.press('Control+d')
    await expect(row(page, id), 'the copy has the focus').toBeFocused()
    await promptOf(page, prompt)
    await rename(page, title)
    await connect(page, `${id} done`, '切断')
    await connect(page, `menu ${index + 1}`, title)
  }
  await connect(page, 'menu timeout', '切断')
  await connect(page, 'menu invalid', '切断')
  await expect(page.getByTestId('announced'), 'what is left is advice').toContainText(/このフローの問題0件|このフローに問題はありません/)
  await saved(page)
  await press(page, page.getByRole('button', { name: '承認を依頼' }))
  await expect(page.getByRole('textbox', { name: /変更の説明/ })).toBeFocused()
  await page.keyboard.type('キーボードで作りました')
  await press(page, page.getByRole('button', { name: '依頼する' }))
  await press(page, page.getByRole('link', { name: /依頼 \d+ を開く/ }))
  await expect(page.getByText('承認待ち')).toBeVisible()

  const other = await browser.newContext()
  const pointedByOther = await countPointers(other)
  const approver = await studio.open(new URL(page.url()).pathname, { page: await other.newPage(), as: 'administrator' })
  await press(approver, approver.getByRole('button', { name: '承認して公開する' }))
  await expect(page.getByTestId('changes')).toHaveText('公開中の版と同じ')
  const { number } = await ask<{ number: number }>(page, 'releases.live')
  const files = await ask<Record<string, string>>(page, 'releases.files', { number })
  const { nodes, entry } = JSON.parse(files['call/by-keyboard.json'] ?? '{}') as CallFlow
  expect(entry).toBe('answer')
  expect(nodes.answer?.next).toEqual({ done: 'play' })
  expect(nodes.play).toMatchObject({ title: { ja: '受付時間の案内' }, config: { prompts: ['g.ah.hours'] }, next: { done: 'menu' } })
  expect(nodes.menu?.next).toEqual({ ...Object.fromEntries(items.map((_, index) => [String(index + 1), `play-${index + 2}`])), timeout: 'hangup', invalid: 'hangup' })
  expect(nodes.menu?.config.choices).toEqual(items.map(({ title }, index) => ({ key: String(index + 1), label: { ja: title } })))
  for (const [index, { title, prompt }] of items.entries()) expect(nodes[`play-${index + 2}`]).toMatchObject({ title: { ja: title }, config: { prompts: [prompt] }, next: { done: 'hangup' } })
  expect([...pointed, ...pointedByOther]).toEqual([])
})

test('the outline moves, groups, skips, undoes, follows wires, and says what it did', async ({ studio }) => {
  const page = await studio.open('/')
  await resetDraft(page)
  await studio.open('/flows/after-hours')
  await press(page, page.getByRole('button', { name: 'フローの一覧へ' }))
  await expect(row(page, 'flow')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 'answer')).toBeFocused()
  const said = page.getByTestId('spoken')
  const state = page.getByTestId('announced')

  await page.keyboard.press('Alt+ArrowDown')
  await expect(said).toContainText('下へ10動かしました')
  await expect(state).toHaveText('選択中: 応答。このフローに問題はありません')
  await page.keyboard.press('Control+z')
  await expect(said).toHaveText('「ノードの移動」を元に戻しました')

  await page.keyboard.press('m')
  await expect(row(page, 'menu'), 'typing finds rows').toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(row(page, 'menu')).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(row(page, 'menu 1')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(said).toHaveText('接続を外しました')
  await expect(state).toContainText(/問題\d+件/)
  await expect(row(page, 'menu')).toContainText('未接続の出口1個')
  await page.keyboard.press('Control+z')
  await expect(state).toContainText('問題はありません')
  await page.keyboard.press('Alt+Enter')
  await expect(row(page, 'item-1-reissue'), 'along the wire').toBeFocused()
  await page.keyboard.press('Alt+Backspace')
  await expect(row(page, 'menu 1'), 'and back').toBeFocused()

  await to(page, 'item-1-reissue')
  await page.keyboard.press('Control+m')
  const dialog = page.getByRole('dialog', { name: /を移す/ })
  await expect(dialog.getByRole('radio', { name: /通話の順序/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.type('応答')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await press(page, dialog.getByRole('button', { name: '移す', exact: true }))
  await expect(dialog).toHaveCount(0)
  await expect(row(page, 'answer done')).toContainText('納付書の再発行')
  await expect(row(page, 'menu 1')).toContainText('終わりのあいさつ')
  await page.keyboard.press('Control+z')
  await expect(row(page, 'menu 1')).toContainText('納付書の再発行')

  await menuOf(page, 'item-1-reissue', 'スキップする')
  await expect(said).toContainText('スキップし')
  await expect(row(page, 'item-1-reissue')).toContainText('スキップ中')
  await menuOf(page, 'item-1-reissue', 'スキップをやめる')
  await menuOf(page, 'item-1-reissue', 'メモを書く')
  await expect(page.locator('#node-note')).toBeFocused()
  await page.keyboard.type('確認済み')
  await page.keyboard.press('Escape')
  await expect(row(page, 'item-1-reissue')).toBeFocused()
  await expect(row(page, 'item-1-reissue')).toContainText('メモあり')
  await page.keyboard.press('Delete')
  await expect(row(page, 'item-1-reissue')).toHaveCount(0)
  await expect(page.locator('[role="treeitem"]:focus'), 'the focus is not lost with the row').toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(row(page, 'item-1-reissue')).toHaveCount(1)
})

test('a wire into another flow is followed, and back', async ({ studio }) => {
  const page = await studio.open('/')
  await resetDraft(page)
  await studio.open('/flows/main')
  await press(page, page.getByRole('button', { name: 'フローの一覧へ' }))
  const call = page.locator('[data-kind="call"]').first()
  const key = await call.getAttribute('data-row')
  await to(page, key ?? '')
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/flows\/main$/)
  await expect(row(page, 'flow')).toBeFocused()
  await page.keyboard.press('Alt+Backspace')
  await expect(page).toHaveURL(/flows\/main$/)
  await expect(page.locator('[role="treeitem"]:focus')).toHaveCount(1)
})

test('on the canvas arrows walk along wires, and Tab goes through without a trap', async ({ studio }) => {
  const page = await studio.open('/')
  await resetDraft(page)
  await studio.open('/flows/after-hours')
  await press(page, page.getByRole('button', { name: 'フローの図へ' }))
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id'))
  await expect.poll(focused).toBe('answer')
  const way = [['ArrowRight', 'hours-and-web'], ['ArrowRight', 'menu'], ['ArrowRight', 'item-1-reissue'], ['ArrowDown', 'item-2-address'], ['ArrowLeft', 'menu'], ['Shift+ArrowRight', 'menu 1'], ['ArrowDown', 'menu 2'], ['ArrowRight', 'item-2-address'], ['ArrowLeft', 'menu'], ['Shift+ArrowRight', 'menu 1'], ['Escape', 'menu'], ['Home', 'answer']] as const
  for (const [key, place] of way) {
    await page.keyboard.press(key)
    await expect.poll(focused, key).toBe(place)
  }
  await page.keyboard.press('Enter')
  await expect(page.locator('#node-title'), 'a node without settings begins at its name').toBeFocused()
  await page.keyboard.press('Escape')
  await expect.poll(focused).toBe('answer')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'キー操作の一覧' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const panel = () => page.evaluate(() => document.activeElement?.closest('[data-panel]')?.getAttribute('data-panel'))
  const round: (string | null | undefined)[] = []
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('F6')
    await page.waitForTimeout(60)
    round.push(await panel())
  }
  expect(round).toEqual(['right', 'problems', 'toolbar', 'left', 'canvas'])
  for (let step = 0; step < 8 && (await panel()) === 'canvas'; step++) await page.keyboard.press('Tab')
  expect(await panel(), 'Tab leaves the canvas').toBe('right')
  await press(page, page.getByRole('radio', { name: 'JSON' }), 'Space')
  await expect(page.locator('.monaco-editor').first()).toContainText('after-hours')
  await page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus()
  await page.keyboard.press('Tab')
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.monaco-editor') === null), 'nor does JSON hold it').toBe(true)
})

/** Everything that only a pointer can bring about, of any page of a context. */
async function countPointers(context: Page extends { context(): infer Context } ? Context : never): Promise<string[]> {
  const found: string[] = []
  await context.exposeFunction('pointed', (what: string) => found.push(what))
  await context.addInitScript(() => {
    // A click by key has no detail, and a pointer that rests is told of without a movement when the page changes under it.
    const byPointer = (event: Event) => !(event instanceof MouseEvent) || (event.type === 'click' ? event.detail !== 0 : !event.type.endsWith('move') || event.movementX !== 0 || event.movementY !== 0)
    const tell = (event: Event) => {
      if (byPointer(event)) (window as unknown as { pointed(what: string): void }).pointed(`${event.type} ${event.target instanceof Element ? event.target.outerHTML.slice(0, 80) : ''}`)
    }
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'mousedown', 'mousemove', 'mouseup', 'dblclick', 'contextmenu', 'touchstart', 'wheel', 'dragstart', 'drop', 'click']) addEventListener(type, tell, true)
  })
  return found
}

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await target.focus()
  await page.keyboard.press(key)
}

const row = (page: Page, key: string) => page.locator(`[data-row="${key}"]`)

/** Goes to a row by arrow keys alone: from the first row down. */
async function to(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Home')
  const keys = await page.locator('[role="treeitem"]').evaluateAll((rows) => rows.map((element) => element.getAttribute('data-row')))
  for (let step = keys.indexOf(key); step > 0; step--) await page.keyboard.press('ArrowDown')
  await expect(row(page, key)).toBeFocused()
}

/** In a dialog of nodes: what is found first. */
async function choose(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type(title)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
}

async function connect(page: Page, exit: string, title: string): Promise<void> {
  await to(page, exit)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /接続先を選ぶ/ })).toBeVisible()
  await choose(page, title)
  await expect(row(page, exit), 'the focus comes back').toBeFocused()
  await expect(row(page, exit)).toContainText(title)
}

/** From a row to the settings, the first prompt, and back by Escape. */
async function promptOf(page: Page, id: string): Promise<void> {
  const from = await page.evaluate(() => document.activeElement?.getAttribute('data-row'))
  await page.keyboard.press('Enter')
  await expect(page.locator('#node-form :focus')).toHaveCount(1)
  const field = page.locator('#node-form').locator('#root_prompt, [role="combobox"][id^="root_prompts"]').first()
  // A node without prompts yet has the button that adds one as its first field.
  const add = page.locator('#node-form').getByRole('button', { name: '案内を追加' })
  if ((await field.count()) === 0) await press(page, add)
  await field.focus()
  await pick(page, field, id)
  await backTo(page, from ?? '')
}

async function pick(page: Page, field: Locator, id: string): Promise<void> {
  await field.press('Control+a')
  await page.keyboard.type(id)
  await page.keyboard.press('ArrowDown')
  // What was typed looks like the choice; only Enter on a marked choice takes it.
  await expect(page.locator('[role="option"][data-combobox-selected]').filter({ hasText: id, visible: true }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue(new RegExp(`${id.replaceAll('.', '\\.')}）?$`))
}

/** The first Escape may close a list of choices. */
async function backTo(page: Page, key: string): Promise<void> {
  await page.keyboard.press('Escape')
  if (!(await row(page, key).evaluate((element) => element === document.activeElement))) await page.keyboard.press('Escape')
  await expect(row(page, key)).toBeFocused()
}

async function rename(page: Page, title: string): Promise<void> {
  const key = await page.evaluate(() => document.activeElement?.getAttribute('data-row'))
  await page.keyboard.press('Shift+F2')
  await expect(page.locator('#node-title')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(title)
  await backTo(page, key ?? '')
  await expect(row(page, key ?? '')).toContainText(title)
}

async function menuOf(page: Page, key: string, action: string): Promise<void> {
  if (!(await row(page, key).evaluate((element) => element === document.activeElement))) await to(page, key)
  await expect(row(page, key)).toBeFocused()
  await page.keyboard.press('Shift+F10')
  const item = page.getByRole('menuitem', { name: action })
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  for (let step = 0; step < 30 && !(await item.evaluate((element) => element === document.activeElement)); step++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toHaveCount(0)
}

async function fillMenu(page: Page): Promise<void> {
  const form = page.locator('#node-form')
  const prompt = form.locator('#root_prompt')
  await expect(prompt).toBeFocused()
  await pick(page, prompt, 'g.ah.menu')
  for (const [index, { title }] of items.entries()) {
    await press(page, form.getByRole('button', { name: '選択肢を追加' }))
    const key = form.locator(`#root_choices_${index}_key`)
    await key.focus()
    await page.keyboard.press('Enter')
    const option = page.getByRole('option', { name: String(index + 1), exact: true })
    await expect(option).toBeVisible()
    for (let step = 0; step < 14 && !(await option.getAttribute('data-combobox-selected')); step++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(key).toHaveValue(String(index + 1))
    const label = form.locator(`#root_choices_${index}_label_ja`)
    await label.focus()
    await page.keyboard.type(title)
    await expect(label).toHaveValue(title)
  }
}
