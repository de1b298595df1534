import fs from 'node:fs'
import { type Page, expect, test } from '@playwright/test'
import type { CallFlow } from '@madoguchi/schemas'
import { type Runtime, dataFolder, freePort, startOn } from './start-runtime.ts'

// A runtime of its own: this one is stopped under the open page, and started again over the same data.
let data = ''
let port = 0
let runtime: Runtime | undefined

test.beforeAll(async () => {
  test.setTimeout(180_000)
  data = dataFolder()
  port = await freePort()
  runtime = await startOn(port, data)
})
test.afterAll(async () => {
  await runtime?.stop()
  fs.rmSync(data, { recursive: true, force: true })
})

const nameOf = (page: Page) => page.getByRole('textbox', { name: /フローの名前/ })
const description = (page: Page) => page.getByRole('textbox', { name: '説明' })
const state = (page: Page, word: string) => expect(page.getByRole('status').filter({ hasText: word })).toBeVisible({ timeout: 60_000 })

async function draftFlow(page: Page): Promise<CallFlow> {
  const response = await page.request.get(`http://localhost:${port}/trpc/drafts.load?input=${encodeURIComponent('{"path":"call/main.json"}')}`)
  const { result } = (await response.json()) as { result: { data: { content: string } } }
  return JSON.parse(result.data.content) as CallFlow
}

async function logIn(page: Page): Promise<void> {
  const address = `http://localhost:${port}`
  const answer = await page.request.get(`${address}/trpc/logIn.options`)
  const { result } = (await answer.json()) as { result: { data: { demo: { id: string; role: string }[] } } }
  await page.request.post(`${address}/trpc/logIn.asDemo`, { headers: { origin: address }, data: { personId: result.data.demo.find(({ role }) => role === 'administrator')?.id } })
}

async function editor(page: Page): Promise<Page> {
  await page.goto(`http://localhost:${port}/flows/main`)
  await expect(nameOf(page)).toBeVisible()
  return page
}

test('the server is gone and comes back: work goes on, says so, is saved by itself, and meets what another editor has kept', async ({ page, context }) => {
  test.setTimeout(300_000)
  const broken: string[] = []
  context.on('page', (opened) => opened.on('pageerror', (error) => broken.push(error.message)))
  page.on('pageerror', (error) => broken.push(error.message))
  await logIn(page)
  const mine = await editor(page)
  const theirs = await editor(await context.newPage())
  await runtime?.stop()

  await nameOf(mine).fill('切断中の名前')
  await state(mine, 'オフライン')
  await description(theirs).fill('切断中の説明')
  await state(theirs, 'オフライン')
  await nameOf(mine).fill('切断中の名前（続き）')
  await mine.getByRole('button', { name: '元に戻す' }).click()
  await mine.getByRole('button', { name: 'やり直す' }).click()
  await expect(nameOf(mine), 'undo and redo need no server').toHaveValue('切断中の名前（続き）')

  runtime = await startOn(port, data)
  await expect.poll(async () => (await Promise.all([mine, theirs].map((each) => each.getByRole('dialog', { name: 'ほかの人の変更と重なりました' }).count()))).reduce((sum, count) => sum + count, 0), { timeout: 90_000, message: 'whoever saves second is asked' }).toBe(1)
  const second = (await mine.getByRole('dialog').count()) > 0 ? mine : theirs
  await second.getByRole('dialog').getByRole('button', { name: '両方を残す' }).click()
  await state(mine, '保存済み')
  await state(theirs, '保存済み')
  expect(await draftFlow(mine)).toMatchObject({ title: { ja: '切断中の名前（続き）' }, description: '切断中の説明' })
  await theirs.close()
  expect(broken).toEqual([])
})

test('what was changed while the server was gone outlives closing the page, and a server that failed hard', async ({ page }) => {
  test.setTimeout(300_000)
  await logIn(page)
  const mine = await editor(page)
  await runtime?.stop('SIGKILL')
  await description(mine).fill('閉じる前の説明')
  await state(mine, 'オフライン')
  await mine.goto('about:blank')
  runtime = await startOn(port, data)
  await mine.goto(`http://localhost:${port}/flows/main`)
  await expect(description(mine)).toHaveValue('閉じる前の説明')
  await state(mine, '保存済み')
  expect((await draftFlow(mine)).description).toBe('閉じる前の説明')
  await mine.getByRole('button', { name: '元に戻す' }).click()
  await state(mine, '保存済み')
  expect((await draftFlow(mine)).description, 'undo survives as well').not.toBe('閉じる前の説明')
})
