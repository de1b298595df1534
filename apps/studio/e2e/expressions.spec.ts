import type { CallFlow } from '@madoguchi/schemas'
import type { Page } from '@playwright/test'
import { axeFindings } from './axe.ts'
import { ask, card, draftDocument, expect, inLanguage, resetDraft, saved, tell, test } from './studio.ts'

const path = 'call/after-hours.json'

/** The after-hours flow with a node that sets a variable, one that reads it, and one that speaks it. */
async function withExpressions(page: Page): Promise<void> {
  const { content, revision } = await ask<{ content: string; revision: number }>(page, 'drafts.load', { path })
  const flow = JSON.parse(content)
  Object.assign(flow.nodes, {
    kind: { type: 'logic.set', config: { name: 'taxKind', value: '"car"' }, next: { done: 'which' } },
    which: { type: 'logic.branch', config: { condition: 'taxKind = "car"' }, next: { true: 'menu', false: 'menu' } },
  })
  const [x, y] = flow.layout.answer
  Object.assign(flow.layout, { kind: [x, y - 180], which: [x + 260, y - 180] })
  await tell(page, 'drafts.save', { path, content: JSON.stringify(flow), baseRevision: revision })
}

test.beforeEach(async ({ studio }) => {
  const page = await studio.open('/')
  await resetDraft(page)
  await withExpressions(page)
})

test('an expression is completed by keyboard, tried out on sample data, and its faults are said in plain words', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await card(page, 'which').click({ position: { x: 80, y: 16 } })
  const field = page.locator('#root_condition')
  await field.fill('')
  await field.pressSequentially('tax')
  const list = page.getByRole('listbox', { name: '入力の候補' })
  await expect(list.getByRole('option', { name: /taxKind/ })).toHaveAttribute('aria-selected', 'true')
  await expect(field).toHaveAttribute('aria-activedescendant', /.+/)
  await field.press('Enter')
  await expect(field).toHaveValue('taxKind')
  await expect(list).toHaveCount(0)
  await field.pressSequentially(' = "car"')
  await page.getByText('試しの値', { exact: true }).click()
  await page.getByRole('textbox', { name: 'taxKind' }).fill('car')
  await expect(page.getByText('はい（true）')).toBeVisible()
  await page.getByRole('textbox', { name: 'taxKind' }).fill('bike')
  await expect(page.getByText('いいえ（false）')).toBeVisible()
  await field.fill('taxKind == "car"')
  await expect(page.getByText('等しいかどうかは「=」1つで比べます。').first()).toBeVisible()
  await page.getByRole('button', { name: 'その場所を選ぶ' }).click()
  expect(await field.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd])).toEqual([9, 10])
  await field.fill('$exi')
  await field.press('Tab')
  await expect(field).toHaveValue('$exists()')
  await field.pressSequentially('taxKind')
  await expect(field).toHaveValue('$exists(taxKind)')
  await saved(page)
  const flow = (await draftDocument(page, path)) as unknown as CallFlow
  expect(flow.nodes.which?.config).toEqual({ condition: '$exists(taxKind)' })
})

test('Ctrl+Space lists what can be read here; Escape closes the list and keeps the node open', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await card(page, 'which').click({ position: { x: 80, y: 16 } })
  const field = page.locator('#root_condition')
  await field.fill('')
  await field.press('Control+Space')
  const options = page.getByRole('listbox', { name: '入力の候補' }).getByRole('option')
  await expect(options.first(), 'what a node before has set comes first').toContainText('taxKind')
  await expect(options.nth(1)).toContainText('contact.from')
  await field.press('Escape')
  await expect(options).toHaveCount(0)
  await expect(field).toBeFocused()
})

test('an expression that is being written has no axe finding, in both languages', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await card(page, 'which').click({ position: { x: 80, y: 16 } })
  for (const language of ['ja', 'en'] as const) {
    await inLanguage(page, language)
    await page.locator('#root_condition').press('Control+Space')
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible()
    expect(await axeFindings(page, 'aside:last-of-type'), language).toEqual([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/expression-${language}.png` })
  }
})
