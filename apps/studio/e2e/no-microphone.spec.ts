import { expect, resetDraft, test } from './studio.ts'

/** The browser as it is in a room without a microphone, or where the person says no. */
test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/')))

for (const [what, name, said] of [
  ['a refused microphone', 'NotAllowedError', 'マイクの使用が許可されていません'],
  ['no microphone', 'NotFoundError', 'マイクが見つかりません'],
  ['a microphone that another program has', 'NotReadableError', 'ほかのソフト（会議など）が使っていれば'],
] as const) {
  test(`${what} is explained, with another way`, async ({ studio }) => {
    const page = await studio.open('/')
    await page.addInitScript((fault) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', fault))
    }, name)
    await page.goto(`${process.env.STUDIO_ADDRESS}/prompts?id=g.ah.end`)
    await page.getByRole('button', { name: /を編集$/ }).first().click()
    await page.getByRole('button', { name: '録音する' }).first().click()
    await expect(page.getByRole('alert')).toContainText(said)
    await expect(page.getByRole('alert')).toContainText('音声ファイルを選')
    await page.getByRole('button', { name: 'もう一度試す' }).click()
    await expect(page.getByRole('alert')).toContainText(said)
    await page.getByRole('region', { name: '録音' }).getByRole('button', { name: '閉じる' }).click()
    await expect(page.getByRole('region', { name: '録音' })).toHaveCount(0)
  })
}

test('this computer itself, which has none, is told so', async ({ studio, context }) => {
  await context.grantPermissions(['microphone'])
  const page = await studio.open('/prompts?id=g.ah.end')
  await page.getByRole('button', { name: /を編集$/ }).first().click()
  await page.getByRole('button', { name: '録音する' }).first().click()
  await expect(page.getByRole('alert')).toContainText(/マイクが見つかりません|マイクを使えません/)
})
