import type { Table } from '@madoguchi/schemas'
import type { Page } from '@playwright/test'
import { axeFindings } from './axe.ts'
import { draftDocument, expect, inLanguage, resetDraft, saved, test } from './studio.ts'

test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/')))

const shot = (page: Page, name: string) => (process.env['SHOTS'] ? page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true }) : undefined)

test('a data table is made, pasted from a spreadsheet, tried and taken back', async ({ studio, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await studio.open('/tables')
  await page.getByRole('button', { name: '表を作る' }).click()
  await page.getByRole('textbox', { name: /表の名前/ }).fill('県税事務所')
  await page.getByRole('textbox', { name: /^ID/ }).fill('offices')
  await page.getByRole('button', { name: '作る', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '県税事務所' })).toBeVisible()
  await page.getByRole('button', { name: '行を加える' }).click()
  const first = page.getByRole('textbox', { name: '1行目 キー' })
  await page.evaluate(() => navigator.clipboard.writeText('01\t浦和\r\n02\t川越\r\n03\t所沢\r\n'))
  await first.focus()
  await page.keyboard.press('Control+v')
  await expect(page.getByRole('textbox', { name: '3行目 値' })).toHaveValue('所沢')
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('textbox', { name: '2行目 キー' })).toBeFocused()
  await page.keyboard.type('01')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: '2行目 キー' }), 'the check marks the cell').toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('キー「01」が2回あります', { exact: false }).first()).toBeVisible()
  await shot(page, 'table-data')
  await page.getByRole('button', { name: '元に戻す' }).click()
  await expect(page.getByRole('textbox', { name: '2行目 キー' })).toHaveValue('02')
  await page.getByLabel('キー', { exact: true }).fill('03')
  await expect(page.getByText('3行目が当てはまります: 値 = 所沢')).toBeVisible()
  await saved(page)
  const table = (await draftDocument(page, 'table/offices.json')) as unknown as Table
  expect(table.data?.rows).toEqual([{ key: '01', values: { value: '浦和' } }, { key: '02', values: { value: '川越' } }, { key: '03', values: { value: '所沢' } }])
  await page.getByRole('button', { name: 'この表を消す' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '表' })).toBeVisible()
  await expect(page.getByRole('link', { name: '県税事務所' })).toHaveCount(0)
})

test('a CSV file in Shift_JIS takes the place of the rows; one that does not fit says why and changes nothing', async ({ studio }) => {
  const page = await studio.open('/tables')
  await page.getByRole('button', { name: '表を作る' }).click()
  await page.getByRole('textbox', { name: /表の名前/ }).fill('支所')
  await page.getByRole('textbox', { name: /^ID/ }).fill('branches')
  await page.getByRole('button', { name: '作る', exact: true }).click()
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'CSVを読み込む' }).click()
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer })
  }
  await choose('別の表.csv', Buffer.from('キー,電話\r\n01,048\r\n'))
  await expect(page.getByRole('alert')).toContainText('列「電話」が、この表にありません')
  await choose('壊れた.csv', Buffer.from('キー,値\r\n"01,x\r\n'))
  await expect(page.getByRole('alert')).toContainText('CSVとして読めません')
  // 「キー,値 / 01,所沢」
  await choose('支所.csv', Buffer.from([0x83, 0x4c, 0x81, 0x5b, 0x2c, 0x92, 0x6c, 0x0d, 0x0a, 0x30, 0x31, 0x2c, 0x8f, 0x8a, 0x91, 0xf2, 0x0d, 0x0a]))
  await expect(page.getByRole('dialog')).toContainText('1 行を読みました')
  await page.getByRole('button', { name: '入れ替える' }).click()
  await expect(page.getByRole('textbox', { name: '1行目 値' })).toHaveValue('所沢')
})

test('a decision table is filled in with plain conditions; no axe finding in both languages, at a desk and in the hand', async ({ studio }) => {
  const page = await studio.open('/tables')
  await page.getByRole('button', { name: '表を作る' }).click()
  await page.getByRole('textbox', { name: /表の名前/ }).fill('振り分け')
  await page.getByRole('textbox', { name: /^ID/ }).fill('routing')
  await page.getByRole('radio', { name: '判定表' }).check()
  await page.getByRole('button', { name: '作る', exact: true }).click()
  await page.locator('#root_inputs_0_type').click()
  await page.getByRole('option', { name: '数値' }).click()
  await page.getByRole('button', { name: '行を加える' }).click()
  const cells = page.locator('table tbody tr').first().getByRole('textbox')
  await cells.nth(1).fill('100,000～')
  await cells.nth(2).fill('expert')
  await page.locator('table tbody tr').last().getByRole('textbox').fill('desk')
  await page.keyboard.press('Tab')
  await saved(page)
  await expect(async () => expect(JSON.stringify(await draftDocument(page, 'table/routing.json'))).toContain('expert')).toPass()
  await expect(async () => expect(JSON.stringify(await draftDocument(page, 'table/routing.json'))).toContain('desk')).toPass()
  const table = (await draftDocument(page, 'table/routing.json')) as unknown as Table
  expect(table.decision).toMatchObject({ rules: [{ when: { input: { from: 100_000 } }, then: { result: 'expert' } }], otherwise: { result: 'desk' } })
  const everywhere = async (name: string) => {
    for (const language of ['en', 'ja'] as const) {
      await inLanguage(page, language)
      for (const size of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
        await page.setViewportSize(size)
        await shot(page, `${name}-${language}-${size.width}`)
        expect(await axeFindings(page), `${name} ${size.width} ${language}`).toEqual([])
      }
    }
  }
  await everywhere('table-decision')
  await page.goto(`${process.env['STUDIO_ADDRESS']}/tables`)
  await expect(page.getByRole('link', { name: '振り分け' })).toBeVisible()
  await everywhere('tables')
})
