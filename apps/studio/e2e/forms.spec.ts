import type { Form } from '@madoguchi/schemas'
import { axeFindings } from './axe.ts'
import { draftDocument, expect, resetDraft, saved, test } from './studio.ts'

test('a form is made, its fields are set, and what agents will see stands beside them', async ({ studio }) => {
  await resetDraft(await studio.open('/'))
  const page = await studio.open('/forms')
  await page.getByRole('button', { name: '記入票を作る' }).click()
  await page.getByRole('textbox', { name: /記入票の名前/ }).fill('自動車税の応対')
  await page.getByRole('textbox', { name: /^ID/ }).fill('car-tax')
  await page.getByRole('button', { name: '作る', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '自動車税の応対' })).toBeVisible()
  await page.locator('#root_fields_0_title_ja').fill('お問い合わせの区分')
  const preview = page.getByRole('region', { name: '見本' })
  await expect(preview.getByRole('textbox', { name: /お問い合わせの区分/ })).toBeVisible()
  await saved(page)
  await page.locator('#root_fields_0_type').click()
  await page.getByRole('option', { name: '選択', exact: true }).click()
  await expect(page.getByText('選択肢がありません', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect(page.getByText('選択肢がありません', { exact: false })).toHaveCount(0)
  await saved(page)
  const { fields } = (await draftDocument(page, 'form/car-tax.json')) as unknown as Form
  expect(fields).toMatchObject([{ name: 'matter', title: { ja: 'お問い合わせの区分' }, type: 'text' }])
  for (const size of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size)
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/form-${size.width}.png` })
    expect(await axeFindings(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'この記入票を消す' }).click()
  await expect(page.getByText('記入票はまだありません。')).toBeVisible()
})
