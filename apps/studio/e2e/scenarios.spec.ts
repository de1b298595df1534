import type { Page } from '@playwright/test'
import type { Scenario } from '@madoguchi/schemas'
import { axeFindings } from './axe.ts'
import { ask, card, draftDocument, expect, inLanguage, resetDraft, saved, test, tell } from './studio.ts'

test.beforeEach(async ({ studio, page }) => {
  await studio.open('/')
  await resetDraft(page)
})

const summary = (page: Page) => page.getByTestId('scenario-summary')
const row = (page: Page, title: string | RegExp) => page.getByRole('row').filter({ hasText: title })

/** All scenarios have been run on the draft as it is now. */
async function allRun(page: Page, text: RegExp): Promise<void> {
  await expect(summary(page)).toContainText(text)
  await expect(summary(page)).not.toHaveAttribute('data-running')
}

/** Calls at night with the telephone of the editor, and presses 1 in the guidance. */
async function callAndPressOne(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '電話' }).click()
  const telephone = page.getByRole('region', { name: '試しにかける電話' })
  await telephone.getByText('かける条件').click()
  await telephone.getByText('日時を指定').click()
  await telephone.getByLabel(/^日時（/).fill('2026-11-24T20:00')
  await telephone.getByRole('button', { name: '消音' }).click()
  await telephone.getByRole('button', { name: '電話をかける' }).click()
  await telephone.getByRole('button', { name: '1', exact: true }).click()
  for (let skips = 0; skips < 6 && (await telephone.getByRole('button', { name: '次まで飛ばす' }).isVisible()); skips++) {
    await telephone.getByRole('button', { name: '次まで飛ばす' }).click()
    await page.waitForTimeout(150)
  }
  await expect(telephone.getByText('案内を終えて、窓口側から切断しました').first()).toBeVisible()
}

test('a call on the telephone becomes a scenario with one click, passes, fails in words once the menu changes, and refuses publishing', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await callAndPressOne(page)
  await page.getByRole('button', { name: 'この通話をシナリオにする' }).click()
  const dialog = page.getByRole('dialog', { name: '通話をシナリオにする' })
  await expect(dialog.getByText('かけ直して、同じ結果になることを確かめました。')).toBeVisible()
  await expect(dialog.getByRole('checkbox')).toHaveCount(3)
  await dialog.getByLabel(/名前/).fill('夜に1を押す')
  await dialog.getByLabel(/^ID/).fill('night-one')
  await dialog.getByRole('button', { name: 'シナリオに加える' }).click()

  const opened = page.getByRole('dialog', { name: '夜に1を押す' })
  await expect(opened.getByText('すべての約束どおりに動きます')).toBeVisible()
  await opened.getByRole('button', { name: '閉じる', exact: true }).last().click()
  await expect(row(page, '夜に1を押す')).toContainText('成功')
  await allRun(page, /40件 成功・0件 失敗/)
  await saved(page)
  const stored = (await draftDocument(page, 'scenario/night-one.json')) as unknown as Scenario
  expect(stored.when).toEqual({ press: ['!1'] })
  expect(stored.given).toMatchObject({ to: '0570012229', at: '2026-11-24T20:00:00+09:00' })
  expect(stored.then.path).toContain('after-hours/item-1-reissue')

  // Somebody wires key 1 elsewhere.
  const flow = await ask<{ content: string; revision: number }>(page, 'drafts.load', { path: 'call/after-hours.json' })
  const response = await tell(page, 'drafts.save', { path: 'call/after-hours.json', content: flow.content.replace('"1": "item-1-reissue"', '"1": "item-2-address"'), baseRevision: flow.revision })
  expect(response.ok()).toBe(true)
  await page.reload()
  await allRun(page, /\d+件 成功・[1-9]\d*件 失敗/)
  await expect(row(page, '夜に1を押す')).toContainText('「番号の案内」のあとに「納付書の再発行」を通るはずでしたが、出口「1 納付書の再発行」から「住所の変更」へ進みました。')

  const { revision } = await ask<{ revision: number }>(page, 'drafts.overview')
  const refused = await tell(page, 'approvals.request', { message: '試験', draftRevision: revision })
  expect(await refused.text()).toContain('scenario-failed')

  // The change was intended: what came is taken as expected, and taken back.
  await page.getByRole('button', { name: '夜に1を押す を開く' }).click()
  const failed = page.getByRole('dialog', { name: '夜に1を押す' })
  await expect(failed.getByRole('region', { name: '経路' })).toContainText('通らなかった')
  await failed.getByRole('button', { name: '新しい動きを期待値にする' }).click()
  await failed.getByRole('button', { name: '期待値にする', exact: true }).click()
  await expect(failed.getByText('すべての約束どおりに動きます')).toBeVisible()
  await failed.getByRole('button', { name: '元に戻す' }).click()
  await expect(failed.getByText('約束どおりに動きません')).toBeVisible()
  await failed.getByRole('link', { name: '「番号の案内」を図で見る' }).first().click()
  await expect(card(page, 'menu')).toBeVisible()
})

test('exits that no scenario takes are listed, and a scenario is made for one', async ({ studio }) => {
  const page = await studio.open('/scenarios')
  await allRun(page, /39件 成功・0件 失敗/)
  await expect(page.getByText('すべての出口を確認しています')).toHaveCount(2)
  const one = await ask<{ revision: number }>(page, 'drafts.load', { path: 'scenario/open-queue-full.json' })
  await tell(page, 'drafts.remove', { path: 'scenario/open-queue-full.json', baseRevision: one.revision })
  await page.reload()
  await page.getByRole('button', { name: /「自動車税の窓口」の出口「.*のシナリオを作る/ }).click()
  const dialog = page.getByRole('dialog', { name: '出口のシナリオを作る' })
  await dialog.getByRole('button', { name: 'シナリオに加える' }).click()
  await page.getByRole('dialog').getByText('すべての約束どおりに動きます').waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByText('すべての出口を確認しています')).toHaveCount(2)
})

test('the canvas shows which exits scenarios take, by shape and word', async ({ studio }) => {
  const page = await studio.open('/flows/main')
  await page.getByRole('button', { name: '網羅' }).click()
  await expect(page.getByTestId('coverage')).toContainText('24／24 の出口をシナリオが確認')
  await expect(card(page, 'hours')).toContainText(/シナリオ\d+件/)
  await card(page, 'hours').click()
  await expect(page.getByText('緊急閉所：災害の案内を流して切る')).toBeAttached()
  await page.getByRole('button', { name: '網羅' }).click()
  await expect(page.getByTestId('coverage')).toHaveCount(0)
})

test('the page and an open scenario work with a keyboard alone and have no axe finding, in both languages', async ({ studio }) => {
  const page = await studio.open('/scenarios')
  for (const language of ['ja', 'en'] as const) {
    await inLanguage(page, language)
    await allRun(page, language === 'ja' ? /39件 成功/ : /39 passed/)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: language === 'ja' ? /を開く$/ : /^Open / }).first().focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('heading', { name: language === 'ja' ? '内容' : 'Content' }).waitFor()
    expect(await axeFindings(page, '[role="dialog"]')).toEqual([])
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
})

test('whoever may only look sees results and changes nothing', async ({ studio }) => {
  const page = await studio.open('/scenarios', { as: 'auditor' })
  await allRun(page, /39件 成功/)
  await page.getByRole('button', { name: /を開く$/ }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('あなたの役割では、シナリオを変更できません。')).toBeVisible()
  await expect(dialog.getByRole('button', { name: '削除' })).toHaveCount(0)
})
