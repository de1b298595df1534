import type { Page } from '@playwright/test'
import { ask, expect, resetDraft, saved, tell, test } from './studio.ts'

// Asking, deciding, commenting and going back, by the people who do it.

test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/', { as: 'supervisor' })))

/** Gives a node that no other test names another name, and asks for approval. @returns the number of the request */
async function requestChange(page: Page, message: string, label: string): Promise<number> {
  const { content, revision } = await ask<{ content: string; revision: number }>(page, 'drafts.load', { path: 'call/after-hours.json' })
  const flow = JSON.parse(content) as { nodes: { enough: { title: { ja: string } } } }
  flow.nodes.enough.title.ja = label
  expect((await tell(page, 'drafts.save', { path: 'call/after-hours.json', content: JSON.stringify(flow, null, 2), baseRevision: revision })).ok()).toBe(true)
  await page.goto(new URL('/flows', page.url()).href)
  await saved(page)
  await page.getByRole('button', { name: '承認を依頼' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /変更の説明/ }).fill(message)
  await dialog.getByRole('button', { name: '依頼する' }).click()
  const link = dialog.getByRole('link', { name: /依頼 \d+ を開く/ })
  const id = Number(/\d+/.exec((await link.textContent()) ?? '')?.[0])
  await link.click()
  return id
}

test('sent back with a comment on a node, asked again, approved by somebody else, and taken back in one click', async ({ studio, browser }) => {
  const author = await studio.open('/', { as: 'supervisor' })
  const first = await requestChange(author, '案内の名前を直します', '聞き直しの終わり')
  await expect(author.getByRole('button', { name: '承認して公開する' }), 'nobody decides on their own request').toHaveCount(0)
  await expect(author.getByRole('button', { name: '依頼を取り下げる' })).toBeVisible()

  const approver = await studio.open(`/approvals/${first}`, { page: await (await browser.newContext()).newPage(), as: 'administrator' })
  await expect(approver.getByText(/「繰り返しの終わり」.*「聞き直しの終わり」/).first()).toBeVisible()
  await approver.getByLabel('対象').selectOption({ label: '受付時間外の自動音声案内 › 聞き直しの終わり' })
  await approver.getByRole('textbox', { name: 'コメントを書く' }).fill('ここは「聞き直しの上限」のほうがわかりやすいです。')
  await approver.getByRole('button', { name: 'コメントを追加' }).click()
  await expect(approver.getByRole('article')).toContainText('聞き直しの終わり')
  await approver.getByRole('button', { name: '差し戻す' }).click()
  await expect(approver.getByText('差し戻す理由を入力してください。')).toBeVisible()
  await approver.getByRole('textbox', { name: /^コメント/ }).first().fill('名前を見直してください。')
  await approver.getByRole('button', { name: '差し戻す' }).click()
  await expect(approver.getByText('差し戻し', { exact: true })).toBeVisible()

  await author.reload()
  await expect(author.getByText('名前を見直してください。')).toBeVisible()
  await author.getByRole('link', { name: '受付時間外の自動音声案内 › 聞き直しの終わり' }).click()
  await expect(author).toHaveURL(/\/flows\/after-hours\?node=enough/)

  const second = await requestChange(author, '案内の名前を直します（再）', '聞き直しの上限')
  const before = await ask<{ number: number }>(author, 'releases.live')
  await approver.goto(new URL(`/approvals/${second}`, approver.url()).href)
  await approver.getByRole('button', { name: '承認して公開する' }).click()
  await expect(approver.getByTestId('live')).toContainText(`第${before.number + 1}版 公開中`)

  await approver.goto(new URL('/releases', approver.url()).href)
  await expect(approver.getByRole('row', { name: new RegExp(`第${before.number + 1}版`) })).toContainText('公開中')
  await approver.getByRole('button', { name: `この版に戻す: 第${before.number}版` }).click()
  const dialog = approver.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /戻す理由/ }).fill('名前を元に戻す')
  await dialog.getByRole('button', { name: /の内容を公開する/ }).click()
  await expect(approver.getByTestId('live')).toContainText(`第${before.number + 2}版 公開中`)
  const [back, old] = [await ask<{ contentHash: string; rollbackOf: number }>(approver, 'releases.live'), await ask<{ contentHash: string }>(approver, 'releases.get', { number: before.number })]
  expect(back).toMatchObject({ contentHash: old.contentHash, rollbackOf: before.number })
})

test('a request that the live release has overtaken is brought up to date with one click before it can be approved', async ({ studio, browser }) => {
  const author = await studio.open('/', { as: 'supervisor' })
  const overtaken = await requestChange(author, '先に依頼した変更', '聞き直しは3回まで')
  const approver = await studio.open('/releases', { page: await (await browser.newContext()).newPage(), as: 'administrator' })
  // Somebody else's change to another flow lands first.
  await resetDraft(author)
  const main = await ask<{ content: string; revision: number }>(author, 'drafts.load', { path: 'call/main.json' })
  expect((await tell(author, 'drafts.save', { path: 'call/main.json', content: main.content.replace('"受付時間の判定"', '"受付時間を調べる"'), baseRevision: main.revision })).ok()).toBe(true)
  const { revision } = await ask<{ revision: number }>(author, 'drafts.overview')
  const landed = (await (await tell(author, 'approvals.request', { message: '点検', draftRevision: revision })).json()) as { result: { data: { id: number } } }
  expect((await tell(approver, 'approvals.approve', { id: landed.result.data.id })).ok()).toBe(true)
  await approver.goto(new URL(`/approvals/${overtaken}`, approver.url()).href)
  await expect(approver.getByText(/依頼のあとに第\d+版が公開されました/)).toBeVisible()
  await approver.getByRole('button', { name: '最新の版に合わせ直す' }).click()
  await expect(approver.getByText('依頼を最新の版に合わせ直しました。')).toBeVisible()
  await approver.getByRole('button', { name: '承認して公開する' }).click()
  await expect(approver.getByText(/^承認しました。第\d+版を公開しました/)).toBeVisible()
})

test('what was live at a time is one question, and the specification of a release opens', async ({ studio }) => {
  const page = await studio.open('/releases', { as: 'auditor' })
  await page.getByLabel('日時').fill('2020-01-01T10:00')
  await page.getByRole('button', { name: '調べる' }).click()
  await expect(page.getByText(/公開されている版がありませんでした/)).toBeVisible()
  await page.getByLabel('日時').fill('2036-01-01T10:00')
  await page.getByRole('button', { name: '調べる' }).click()
  await expect(page.getByText(/公開されていたのは、第\d+版/)).toBeVisible()
  await expect(page.getByRole('button', { name: /この版に戻す/ }), 'an auditor changes nothing').toHaveCount(0)
  const answer = await page.request.get(new URL('/releases/1/specification.pdf', page.url()).href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
})
