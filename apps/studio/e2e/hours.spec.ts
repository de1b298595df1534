import type { Holidays, Hours } from '@madoguchi/schemas'
import type { Page } from '@playwright/test'
import iconv from 'iconv-lite'
import { axeFindings } from './axe.ts'
import { draftDocument, expect, resetDraft, saved, test } from './studio.ts'

test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/')))

/** A whole year of buttons takes a while to look at; a part of the page is enough where it is what the test is about. */
async function clean(page: Page, what: string, part = 'main'): Promise<void> {
  expect(await axeFindings(page, part), what).toEqual([])
}

test('a supervisor draws hours with the mouse and changes them with the keyboard; an exception of today is told before it is saved, one of the past is refused', async ({ studio }) => {
  const page = await studio.open('/hours/business-hours', { as: 'supervisor' })
  const saturday = page.locator('[data-day="6"]')
  const box = await saturday.boundingBox()
  if (!box) throw new Error('the column is on the screen')
  await page.mouse.move(box.x + box.width / 2, box.y + (box.height * 9) / 24)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + (box.height * 12) / 24, { steps: 4 })
  await page.mouse.up()
  await page.getByRole('button', { name: '土曜日 09:00から12:00まで' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('button', { name: '土曜日 09:15から12:30まで' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: '土曜日 1つ目 開始' })).toBeFocused()
  await page.keyboard.type('8時50分')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '土曜日 08:50から12:30まで' })).toBeVisible()
  await clean(page, 'week')
  await page.getByRole('tab', { name: '年間カレンダー' }).click()
  await page.locator('[aria-current="date"]').click()
  await page.getByRole('button', { name: 'この日の例外を設定' }).click()
  await page.getByRole('textbox', { name: '日付' }).fill('2020-01-01')
  await expect(page.getByText('過ぎた日付です', { exact: false })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.locator('[aria-current="date"]').click()
  await page.getByRole('button', { name: 'この日の例外を設定' }).click()
  await page.getByRole('textbox', { name: /^理由/ }).fill('停電')
  await expect(page.getByText('保存すると変わること')).toBeVisible()
  await clean(page, 'exception', '[role=dialog]')
  await page.getByRole('button', { name: '例外を加える' }).click()
  await expect(page.locator('[aria-current="date"]')).toHaveAccessibleName(/例外 停電 終日休み/)
  await saved(page)
  const hours = (await draftDocument(page, 'hours/business-hours.json')) as unknown as Hours
  expect([hours.weekly?.[6], hours.exceptions?.map(({ reason }) => reason)]).toEqual([[['08:50', '12:30']], ['停電']])
})

test('holidays of the Cabinet Office are previewed and taken, and a file in another encoding says so; an auditor only looks', async ({ studio }) => {
  const page = await studio.open('/hours/holidays/japan', { as: 'supervisor' })
  const choose = async (encoding: string) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'ファイルから取り込む' }).click()
    await (await chooser).setFiles({ name: 'syukujitsu.csv', mimeType: 'text/csv', buffer: iconv.encode('国民の祝日・休日月日,国民の祝日・休日名称\r\n1955/1/1,元日\r\n2031/1/1,元日\r\n', encoding) })
  }
  await choose('euc-jp')
  await expect(page.getByRole('alert')).toContainText('EUC-JP')
  await page.getByRole('alert').getByRole('button', { name: '閉じる' }).click()
  await choose('shift_jis')
  await expect(page.getByText('追加 1件・変更 0件・削除 0件')).toBeVisible()
  await clean(page, 'preview', '[role=dialog]')
  await page.getByRole('button', { name: 'この内容で取り込む' }).click()
  await expect(page.getByText('2031年（令和13年）12月31日まで', { exact: false })).toBeVisible()
  await saved(page)
  const holidays = (await draftDocument(page, 'holidays/japan.json')) as unknown as Holidays
  expect([holidays.dates['2031-01-01'], holidays.dates['1955-01-01'], holidays.dates['2026-11-23']?.name]).toEqual([{ name: '元日' }, undefined, '勤労感謝の日'])
  await studio.open('/hours/business-hours?view=outlook', { as: 'auditor' })
  await expect(page.getByText('お電話ありがとうございます', { exact: false }).first()).toBeVisible()
  await clean(page, 'outlook')
  await page.getByRole('tab', { name: '曜日' }).click()
  await expect(page.getByRole('textbox', { name: '月曜日 1つ目 開始' })).toHaveAttribute('readonly')
  await expect(page.getByRole('button', { name: '時間帯を加える' })).toHaveCount(0)
})
