import fs from 'node:fs'
import type { CallFlow } from '@madoguchi/schemas'
import { draftDocument, expect, resetDraft, saved, test } from './studio.ts'

const flow = async (page: Parameters<typeof draftDocument>[0]) => (await draftDocument(page, 'call/main.json')) as unknown as CallFlow

test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/')))

test('without a connection work goes on, survives a reload of the page, and is saved when the connection is back', async ({ studio, context }) => {
  const page = await studio.open('/flows/main')
  await page.route('**/trpc/drafts.save*', (route) => route.abort())
  await page.getByRole('textbox', { name: /フローの名前/ }).fill('着信（切断中の変更）')
  await expect(page.getByRole('status').filter({ hasText: 'オフライン' })).toBeVisible()
  expect((await flow(page)).title.ja).toBe('着信')
  await page.reload()
  await expect(page.getByRole('textbox', { name: /フローの名前/ }), 'the unsaved change is still there').toHaveValue('着信（切断中の変更）')
  await page.unroute('**/trpc/drafts.save*')
  await context.setOffline(false)
  await saved(page)
  expect((await flow(page)).title.ja).toBe('着信（切断中の変更）')
})

test('two pages change one document: the second is asked, sees both, and nobody’s work is lost', async ({ studio, context }) => {
  const mine = await studio.open('/flows/main')
  const theirs = await studio.open('/flows/main', { page: await context.newPage() })
  await theirs.getByRole('textbox', { name: /フローの名前/ }).fill('相手の名前')
  await saved(theirs)
  await mine.getByRole('textbox', { name: '説明' }).fill('私の説明')
  const dialog = mine.getByRole('dialog', { name: 'ほかの人の変更と重なりました' })
  await expect(dialog.getByRole('region', { name: 'あなたの変更' })).toContainText('私の説明')
  await expect(dialog.getByRole('region', { name: '相手の変更' })).toContainText('相手の名前')
  await dialog.getByRole('button', { name: '両方を残す' }).click()
  await saved(mine)
  expect(await flow(mine)).toMatchObject({ title: { ja: '相手の名前' }, description: '私の説明' })
})

test('where both changed the same place, the choice is a person’s and the other text is kept aside', async ({ studio, context }) => {
  const mine = await studio.open('/flows/main')
  const theirs = await studio.open('/flows/main', { page: await context.newPage() })
  await theirs.getByRole('textbox', { name: /フローの名前/ }).fill('相手の名前')
  await saved(theirs)
  await mine.getByRole('textbox', { name: /フローの名前/ }).fill('私の名前')
  const dialog = mine.getByRole('dialog', { name: 'ほかの人の変更と重なりました' })
  await expect(dialog.getByRole('button', { name: '両方を残す' })).toHaveCount(0)
  await dialog.getByRole('button', { name: '相手の変更を使う' }).click()
  await saved(mine)
  await expect(mine.getByRole('textbox', { name: /フローの名前/ })).toHaveValue('相手の名前')
  await mine.getByRole('link', { name: 'ホーム' }).click()
  const [file] = await Promise.all([mine.waitForEvent('download'), mine.getByRole('button', { name: /控えをダウンロード/ }).click()])
  expect(fs.readFileSync(await file.path(), 'utf8')).toContain('私の名前')
})

test('what another page saved appears here without a reload', async ({ studio, context }) => {
  const mine = await studio.open('/flows')
  const theirs = await studio.open('/flows/main', { page: await context.newPage() })
  await theirs.getByRole('textbox', { name: /フローの名前/ }).fill('新しい名前')
  await saved(theirs)
  await mine.bringToFront()
  await expect(mine.getByRole('link', { name: '新しい名前' })).toBeVisible({ timeout: 15_000 })
})
