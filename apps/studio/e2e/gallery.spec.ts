import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { axeFindings } from './axe.ts'
import { ask, card, draftDocument, expect, resetDraft, saved, test } from './studio.ts'

const clean = async (page: Page) => expect(await axeFindings(page)).toEqual([])
const chooseFile = (page: Page, name: string, content: string | Buffer) => page.getByRole('dialog').locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })

test('a flow is made from a template, says what is left to record, is undone in one step, and is compared with its template', async ({ studio }) => {
  const page = await studio.open('/flows')
  await resetDraft(page)
  await page.getByRole('button', { name: '新しいフロー' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox', { name: 'ひな形を探す' }).fill('アンケート')
  await dialog.getByText('満足度アンケート').click()
  await expect(dialog.getByText(/一緒に取り込むもの/)).toContainText('音声案内')
  await clean(page)
  await dialog.getByRole('textbox', { name: /フローの名前/ }).fill('応対後のアンケート')
  await dialog.getByRole('textbox', { name: /^ID/ }).fill('after-call')
  await dialog.getByRole('button', { name: '作る' }).click()
  await expect(card(page, 'satisfied')).toBeVisible()
  await saved(page)
  expect(await draftDocument(page, 'call/after-call.json')).toMatchObject({ title: { ja: '応対後のアンケート' }, template: { id: 'survey' } })
  const bundle: { milestones?: object } = await draftDocument(page, 'bundle.json')
  expect(Object.keys(bundle.milestones ?? {})).toContain('survey.good')
  const [sha256] = /[0-9a-f]{64}/.exec(JSON.stringify(await draftDocument(page, 'prompts/survey.json'))) ?? []
  expect((await page.request.get(`${process.env.STUDIO_ADDRESS}/audio/${sha256}.wav`)).ok(), 'its recordings are stored').toBe(true)
  await page.getByRole('link', { name: 'ひな形と比べる' }).click()
  await expect(page.getByRole('heading', { name: '比較' })).toBeVisible()
  await expect(page.getByText('応対後のアンケート').first()).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: /元に戻す/ }).first().click()
  await saved(page)
  const { files } = await ask<{ files: Record<string, string> }>(page, 'drafts.files')
  expect(Object.keys(files).filter((path) => path.includes('survey') || path.includes('after-call'))).toEqual([])
})

test('a bundle that was exported is imported as nothing new; a changed flow of it asks what to do, and undo takes it back', async ({ studio }) => {
  const page = await studio.open('/flows')
  await resetDraft(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '設定一式を書き出す' }).click()
  const exported = readFileSync(await (await download).path(), 'utf8')
  const file = JSON.parse(exported) as { files: Record<string, { title: { ja: string }; nodes: Record<string, { title: { ja: string } }> }>; audio: Record<string, string> }
  expect(Object.keys(file.audio).length).toBeGreaterThan(20)
  await page.getByRole('button', { name: '読み込み', exact: true }).click()
  await chooseFile(page, 'same.json', exported)
  await expect(page.getByRole('dialog').getByText(/新規 0 件、同じ内容 \d+ 件、名前の重なり 0 件/)).toBeVisible()
  await clean(page)
  const flow = file.files['call/after-hours.json']
  if (flow?.nodes['menu']) flow.nodes['menu'].title.ja = '読み込んだ案内'
  await chooseFile(page, 'changed.json', JSON.stringify({ ...file, files: { 'call/after-hours.json': flow, 'call/second.json': { ...flow, id: 'second' } }, audio: {} }))
  await expect(page.getByRole('dialog').getByText(/新規 1 件.*名前の重なり 1 件/)).toBeVisible()
  await page.getByRole('button', { name: '取り込む' }).click()
  await expect(page.getByRole('link', { name: '受付時間外の自動音声案内' })).toHaveCount(2)
  await saved(page)
  expect(await draftDocument(page, 'call/after-hours.json')).toMatchObject({ nodes: { menu: { title: { ja: '読み込んだ案内' } } } })
  await page.goto(`${process.env.STUDIO_ADDRESS}/flows/after-hours`)
  await expect(card(page, 'menu')).toContainText('読み込んだ案内')
  await page.getByRole('button', { name: /元に戻す/ }).first().click()
  await expect(card(page, 'menu')).toContainText('番号の案内')
})

test('files of others are explained, in the language of the person, and change nothing', async ({ studio }) => {
  const page = await studio.open('/flows', { language: 'en' })
  await resetDraft(page)
  const before = await ask<{ revision: number }>(page, 'drafts.overview')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  for (const [content, said] of [['PK\u0003\u0004', /nothing was unpacked/], ['[{"type":"inject","wires":[]}]', /another system/], ['{"format":"madoguchi-bundle","version":1,"files":{"bundle.json":{"schemaVersion":99}}}', /newer format/]] as const) {
    await chooseFile(page, 'other.json', content)
    await expect(page.getByRole('alert').filter({ hasText: 'Cannot be imported' })).toContainText(said)
  }
  await clean(page)
  expect(await ask(page, 'drafts.overview')).toMatchObject({ revision: before.revision })
})

test('a flow is kept as a template of this centre, and the gallery offers it', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await resetDraft(page)
  await page.reload()
  await page.getByRole('button', { name: 'ひな形として保存' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: /ひな形の名前/ }).fill('うちの時間外案内')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await saved(page)
  await page.goto(`${process.env.STUDIO_ADDRESS}/flows`)
  await page.getByRole('button', { name: '新しいフロー' }).click()
  await page.getByRole('dialog').getByText('うちの時間外案内').click()
  await page.getByRole('dialog').getByRole('button', { name: '作る' }).click()
  await expect(card(page, 'menu')).toBeVisible()
  await saved(page)
  await expect(page.getByRole('button', { name: '問題はありません' })).toBeVisible({ timeout: 30_000 })
  await resetDraft(page)
})
