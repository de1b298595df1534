import type { Page } from '@playwright/test'
import type { CallFlow } from '@madoguchi/schemas'
import { Secret, TOTP } from 'otpauth'
import { axeFindings } from './axe.ts'
import { ask, draftDocument, expect, inLanguage, resetDraft, saved, tell, test } from './studio.ts'

const address = () => process.env.STUDIO_ADDRESS ?? ''
const main = async (page: Page) => (await draftDocument(page, 'call/main.json')) as unknown as CallFlow
const person = (page: Page) => page.getByTestId('person')
const flowName = (page: Page) => page.getByRole('textbox', { name: /フローの名前/ })
let made = 0

/** Without a log-in, the first page that a person sees. */
async function openLogIn(page: Page, path = '/'): Promise<void> {
  await page.goto(`${address()}${path}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ログイン')
}

async function typePassword(page: Page, loginName: string, password: string): Promise<void> {
  await page.getByLabel('利用者ID').fill(loginName)
  await page.getByLabel('パスワード', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
}

interface Account {
  loginName: string
  password: string
}

/** An account that the administrator of the demo has just made; its password is the temporary one. */
async function makeAccount(admin: Page, roles: string[] = ['supervisor']): Promise<Account> {
  const loginName = `e2e-${Date.now().toString(36)}-${++made}`
  const response = await tell(admin, 'people.create', { loginName, name: '検証 太郎', organisation: '検証株式会社', organisationKind: 'contractor', roles })
  const { result } = (await response.json()) as { result: { data: { temporaryPassword: string } } }
  return { loginName, password: result.data.temporaryPassword }
}

/** The same, after its first log-in: the password is the person's own. A page of another browser. */
async function enter(page: Page, { loginName, password }: Account, next: string): Promise<void> {
  await openLogIn(page)
  await typePassword(page, loginName, password)
  await page.getByLabel('新しいパスワード', { exact: true }).fill(next)
  await page.getByLabel('新しいパスワード（確認）').fill(next)
  await page.getByRole('button', { name: '変更して始める' }).click()
  await expect(person(page)).toContainText('検証 太郎')
}

/** The log-in ends on the server; the page is not told. */
async function endLogIn(page: Page): Promise<void> {
  expect((await tell(page, 'logIn.out')).ok()).toBe(true)
}

/** The log-in ends while what was just typed is on its way. */
async function endLogInDuring(page: Page, type: () => Promise<void>): Promise<void> {
  let letGo = () => {}
  const ended = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/trpc/drafts.save*', async (route) => {
    await ended
    await route.continue()
  })
  const asked = page.waitForRequest('**/trpc/drafts.save*')
  await type()
  await asked
  await endLogIn(page)
  letGo()
}

async function clean(page: Page, what: string): Promise<void> {
  expect(await axeFindings(page), what).toEqual([])
}

test('one click on a card of the demo logs in; header and menu are those of the role; logging out leads back', async ({ page }) => {
  await openLogIn(page)
  await expect(page.getByTestId('live'), 'nothing of the studio is shown before').toHaveCount(0)
  await page.getByRole('button', { name: /^オペレーター/ }).click()
  await expect(person(page)).toContainText('中村 葵')
  await expect(person(page)).toContainText('オペレーター')
  const menu = page.getByRole('navigation', { name: '主なメニュー' })
  await expect(menu).toContainText('ホーム')
  await expect(menu).not.toContainText(/フロー|音声案内|通話履歴|利用者|監査/)
  await page.goto(`${address()}/people`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('このページを開く権限がありません')
  await person(page).click()
  await page.getByRole('menuitem', { name: 'ログアウト' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ログイン')
  expect((await ask<{ person: unknown }>(page, 'logIn.me')).person).toBeNull()
})

test('a wrong password is told without saying what was wrong, and the form can be mended at once', async ({ page }) => {
  await openLogIn(page)
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
  await expect(page.getByText('利用者IDを入力してください。')).toBeVisible()
  await expect(page.getByLabel('利用者ID')).toBeFocused()
  await typePassword(page, 'nobody-at-all', 'not the password')
  await expect(page.getByRole('alert')).toContainText('利用者IDまたはパスワードが違います。')
  await expect(page.getByLabel('パスワード', { exact: true })).toBeFocused()
  await expect(page.getByLabel('利用者ID')).toHaveValue('nobody-at-all')
})

test('what the log-in of the organisation refused is said, and the address is left behind after logging in', async ({ page }) => {
  await openLogIn(page, '/log-in?problem=oidc-unknown')
  await expect(page.getByRole('alert')).toContainText('この認証に対応する利用者が登録されていません')
  await page.getByRole('button', { name: /^監査者/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ホーム')
  expect(new URL(page.url()).pathname).toBe('/')
})

test('an administrator registers a person; the password is shown once; the person must choose their own before anything else', async ({ studio, browser }) => {
  const admin = await studio.open('/people')
  await admin.getByRole('button', { name: '利用者を登録する' }).click()
  const drawer = admin.getByRole('dialog', { name: '利用者の登録' })
  await drawer.getByRole('button', { name: '登録する' }).click()
  for (const missing of ['利用者ID', '氏名', '所属']) await expect(drawer).toContainText(`${missing}を入力してください。`)
  await expect(drawer).toContainText('役割を1つ以上選んでください。')
  const loginName = `e2e-jiro-${Date.now().toString(36)}`
  await drawer.getByLabel(/利用者ID/).fill(loginName)
  await drawer.getByLabel(/氏名/).fill('保守 次郎')
  await drawer.getByLabel(/組織の種類/).selectOption('その他の組織')
  await drawer.getByLabel(/所属/).fill('保守会社')
  await drawer.getByLabel(/スーパーバイザー/).check()
  await drawer.getByRole('button', { name: '登録する' }).click()
  await expect(drawer, 'a third organisation needs the reason of the prefecture (R77)').toContainText('県が認めた理由を入力してください。')
  await drawer.getByLabel(/県が認めた理由/).fill('交換機の保守のため')
  await drawer.getByRole('button', { name: '登録する' }).click()
  const password = (await drawer.getByTestId('secret-once').textContent()) ?? ''
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  await drawer.getByRole('button', { name: '控えました。閉じる' }).click()
  await expect(admin.getByRole('row', { name: /保守 次郎/ })).toContainText('交換機の保守のため')
  expect(await admin.content(), 'once and never again').not.toContain(password)

  const page = await (await browser.newContext()).newPage()
  await openLogIn(page)
  await typePassword(page, loginName, password)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('パスワードの変更')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 }), 'a reload is no way around it').toHaveText('パスワードの変更')
  await page.getByLabel('今のパスワード').fill(password)
  await page.getByLabel('新しいパスワード', { exact: true }).fill('みじかい')
  await expect(page.getByRole('status')).toHaveText('あと8文字必要です。')
  await page.getByRole('button', { name: '変更して始める' }).click()
  await expect(page.getByText('＊12文字以上にしてください。')).toBeVisible()
  await page.getByLabel('新しいパスワード', { exact: true }).fill('ながいことばをならべる合言葉')
  await expect(page.getByRole('status')).toHaveText('長さは足りています。')
  await page.getByLabel('新しいパスワード（確認）').fill('ながいことばをならべる合言葉')
  await page.getByRole('button', { name: '変更して始める' }).click()
  await expect(person(page)).toContainText('保守 次郎')
  await page.context().close()
})

test('second factor: set up by its key, asked for at the next log-in, a code works once, a recovery code in its place, then removed', async ({ studio, browser }) => {
  const account = await makeAccount(await studio.open('/'))
  const page = await (await browser.newContext()).newPage()
  const own = 'a passphrase of my own'
  await enter(page, account, own)
  await page.goto(`${address()}/account`)
  await page.getByRole('button', { name: '二段階認証を設定する' }).click()
  await expect(page.getByRole('img', { name: '二段階認証の設定用の2次元コード' })).toBeVisible()
  await clean(page, 'second factor')
  const secret = Secret.fromBase32(((await page.getByTestId('secret').textContent()) ?? '').replaceAll(' ', ''))
  const code = (steps = 0) => new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: Date.now() + steps * 30_000 })
  await page.getByLabel('認証アプリに表示された6桁の数字').fill(code() === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: 'コードを確認して有効にする' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'コードが違う' })).toBeVisible()
  const used = code()
  await page.getByLabel('認証アプリに表示された6桁の数字').fill(used)
  await page.getByRole('button', { name: 'コードを確認して有効にする' }).click()
  await expect(page.getByTestId('recovery-codes').locator('code')).toHaveCount(10)
  const recovery = await page.getByTestId('recovery-codes').locator('code').allTextContents()
  await page.getByRole('button', { name: '保管しました' }).click()
  await expect(page.getByText('設定済みです。')).toBeVisible()

  const logInAgain = async () => {
    await person(page).click()
    await page.getByRole('menuitem', { name: 'ログアウト' }).click()
    await typePassword(page, account.loginName, own)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('二段階認証')
  }
  await logInAgain()
  await page.getByLabel('認証コード').fill(used)
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'コードが違うか、すでに使われています' })).toBeVisible()
  await page.getByLabel('認証コード').fill(code(1))
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
  await expect(person(page)).toBeVisible()

  await logInAgain()
  await page.getByRole('button', { name: '認証アプリを使えないとき' }).click()
  await page.getByLabel('回復コード').fill(recovery[0]?.toUpperCase() ?? '')
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
  await expect(person(page)).toBeVisible()

  await page.goto(`${address()}/account`)
  await page.getByRole('button', { name: '二段階認証を解除する' }).click()
  await page.getByRole('region', { name: '二段階認証' }).getByLabel('今のパスワード').fill(own)
  await page.getByRole('button', { name: '二段階認証を解除する' }).click()
  await expect(page.getByRole('button', { name: '二段階認証を設定する' })).toBeVisible()
  await page.context().close()
})

test('a token for the command line is shown once and can be revoked', async ({ studio, browser }) => {
  const account = await makeAccount(await studio.open('/'))
  const page = await (await browser.newContext()).newPage()
  await enter(page, account, 'a passphrase of my own')
  await page.goto(`${address()}/account`)
  await page.getByRole('button', { name: 'トークンを作成する' }).click()
  await expect(page.getByText('用途を入力してください。')).toBeVisible()
  await page.getByLabel('用途').fill('夜間バックアップ')
  await page.getByRole('button', { name: 'トークンを作成する' }).click()
  const token = (await page.getByTestId('secret-once').textContent()) ?? ''
  expect(token).toMatch(/^mdg_/)
  await page.getByRole('button', { name: '保管して閉じる' }).click()
  await page.reload()
  await expect(page.getByRole('row', { name: /夜間バックアップ/ })).toContainText('有効')
  expect(await page.content()).not.toContain(token)
  await page.getByRole('button', { name: '「夜間バックアップ」を取り消す' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取り消す', exact: true }).click()
  await expect(page.getByRole('row', { name: /夜間バックアップ/ })).toContainText('取り消し済み')
  await page.context().close()
})

test('a log-in that ends while somebody edits loses nothing: page, dialog and text stay, and the work goes on after logging in', async ({ studio }) => {
  const page = await studio.open('/flows/main')
  await resetDraft(page)
  await page.reload()
  await flowName(page).fill('期限切れの前')
  await saved(page)
  await page.getByRole('button', { name: '承認を依頼' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: /変更の説明/ }).fill('書きかけの説明')
  await endLogIn(page)
  const over = page.getByRole('dialog', { name: 'ログインの期限が切れました' })
  await expect(over).toContainText('佐藤 由美')
  await clean(page, 'log-in again')
  await page.keyboard.press('Escape')
  await expect(over, 'Escape reaches neither this page nor what lies beneath').toBeVisible()
  await over.getByRole('button', { name: /^県担当者/ }).click()
  await expect(over).toHaveCount(0)
  await expect(page.getByRole('dialog').getByRole('textbox', { name: /変更の説明/ })).toHaveValue('書きかけの説明')
  await page.getByRole('dialog').getByRole('button', { name: 'やめる', exact: true }).last().click()

  await endLogInDuring(page, () => flowName(page).fill('期限切れのあと'))
  await expect(over).toBeVisible()
  expect(await page.evaluate(() => Object.values(localStorage).some((value) => String(value).includes('期限切れのあと'))), 'the text is in the browser’s storage as well').toBe(true)
  await over.getByRole('button', { name: /^県担当者/ }).click()
  await expect(flowName(page)).toHaveValue('期限切れのあと')
  await saved(page)
  expect((await main(page)).title.ja).toBe('期限切れのあと')
  await page.keyboard.press('Control+z')
  await expect(flowName(page), 'and can still be taken back').toHaveValue('期限切れの前')
  await saved(page)
  await resetDraft(page)
})

test('somebody else who logs in over unsaved work does not save it in their name; it waits for its owner', async ({ studio }) => {
  const page = await studio.open('/flows/main')
  await resetDraft(page)
  await page.reload()
  const before = (await main(page)).title.ja
  await endLogInDuring(page, () => flowName(page).fill('佐藤の書きかけ'))
  const over = page.getByRole('dialog', { name: 'ログインの期限が切れました' })
  await over.getByRole('button', { name: /^スーパーバイザー/ }).click()
  await expect(person(page)).toContainText('渡辺 大輔')
  await expect(flowName(page)).toHaveValue(before)
  expect((await main(page)).title.ja).toBe(before)
  await person(page).click()
  await page.getByRole('menuitem', { name: 'ログアウト' }).click()
  await page.getByRole('button', { name: /^県担当者/ }).click()
  await expect(page.getByRole('status').filter({ hasText: '保存前の変更を復元しました' })).toBeVisible()
  await saved(page)
  expect((await main(page)).title.ja).toBe('佐藤の書きかけ')
  await resetDraft(page)
})

test('an auditor looks at everything and finds no way to change it', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours?node=menu', { as: 'auditor' })
  await expect(page.getByRole('note')).toContainText('閲覧のみで開いています')
  await expect(page.getByRole('button', { name: '承認を依頼' })).toHaveCount(0)
  await expect(page.locator('[data-ready]')).toBeVisible()
  for (const name of ['元に戻す', '自動整列', '選択肢を追加', '削除', '複製']) await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0)
  await expect(page.getByRole('tab', { name: 'ノードを追加' })).toHaveCount(0)
  const label = page.locator('#root_choices_0_label_ja')
  await expect(label).not.toBeEditable()
  const text = await page.locator('.react-flow__node[data-id="menu"]').textContent()
  await page.locator('.react-flow__node[data-id="menu"]').focus()
  for (const key of ['Delete', 'Control+d', 'c', 'ArrowDown']) await page.keyboard.press(key)
  expect(await page.locator('.react-flow__node[data-id="menu"]').textContent()).toBe(text)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByText('JSON', { exact: true }).click()
  await expect(page.locator('.monaco-editor').first()).toContainText('after-hours')
  await page.locator('.monaco-editor').first().click()
  await page.keyboard.type('x')
  await expect(page.getByText('閲覧のみです。変更はできません')).toBeVisible()
  await clean(page, 'read only')
  for (const [path, name] of [['/flows', '新しいフロー'], ['/prompts', '案内を追加'], ['/people', '利用者を登録する']] as const) {
    await page.goto(`${address()}${path}`)
    await expect(page.getByRole('table')).toBeVisible()
    await expect(page.getByRole('button', { name })).toHaveCount(0)
    await expect(page.getByRole('button', { name: /編集/ })).toHaveCount(0)
  }
  const refused = await tell(page, 'drafts.save', { path: 'call/main.json', content: '{}', baseRevision: 1 })
  expect(refused.status(), 'the server asks again, whatever is shown').toBe(403)
})

test('the deputy acts with the powers of the general manager while the period runs, and the header says so (R74)', async ({ studio, browser }) => {
  const admin = await studio.open('/people', { as: 'administrator' })
  await admin.getByRole('button', { name: '代替期間を開始する' }).click()
  const dialog = admin.getByRole('dialog', { name: '代替期間を開始する' })
  await dialog.getByRole('button', { name: 'いま開始する' }).click()
  await expect(dialog).toContainText('理由を入力してください。')
  await dialog.getByLabel(/理由/).fill('総括責任者が病気のため')
  await dialog.getByRole('button', { name: 'いま開始する' }).click()
  await expect(admin.getByText('伊藤 真理 さんが代替中です。')).toBeVisible()
  const context = await browser.newContext()
  const deputy = await context.newPage()
  await openLogIn(deputy)
  await deputy.getByRole('button', { name: /^代替総括責任者/ }).click()
  await expect(person(deputy)).toContainText('代替')
  await expect(deputy.getByRole('link', { name: '利用者' }), 'a page of the general manager').toBeVisible()
  await admin.getByRole('button', { name: '代替期間を終了する' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: '終了する', exact: true }).click()
  await expect(admin.getByText('いま代替期間はありません。')).toBeVisible()
  await deputy.goto(`${address()}/people`)
  await expect(deputy.getByRole('heading', { level: 1 })).toHaveText('このページを開く権限がありません')
  await context.close()
})

test('people are disabled, enabled and given a new password, each after saying what it does', async ({ studio, browser }) => {
  const admin = await studio.open('/people', { as: 'administrator' })
  const account = await makeAccount(admin)
  await admin.reload()
  await admin.getByRole('searchbox', { name: '検索' }).fill(account.loginName)
  const row = admin.getByRole('row', { name: new RegExp(account.loginName) })
  const act = async (name: string, button: string) => {
    await row.getByRole('button', { name: /のほかの操作/ }).click()
    await admin.getByRole('menuitem', { name }).click()
    await admin.getByRole('dialog', { name }).getByRole('button', { name: button, exact: true }).click()
  }
  await act('利用の停止', '停止する')
  await expect(row).toContainText('停止中')
  await act('利用の再開', '再開する')
  await expect(row).toContainText('利用中')
  await act('パスワードの再設定', '再設定する')
  const password = (await admin.getByTestId('secret-once').textContent()) ?? ''
  await admin.getByRole('dialog').getByRole('button', { name: '控えました。閉じる' }).click()
  await row.getByRole('button', { name: /を編集/ }).click()
  const drawer = admin.getByRole('dialog', { name: /の編集/ })
  await drawer.getByLabel(/スーパーバイザー/).uncheck()
  await drawer.getByLabel(/オペレーター/).check()
  await expect(drawer).toContainText('いったんログアウトします')
  await drawer.getByRole('button', { name: '保存する' }).click()
  await expect(row).toContainText('オペレーター')
  const context = await browser.newContext()
  const page = await context.newPage()
  await openLogIn(page)
  await typePassword(page, account.loginName, account.password)
  await expect(page.getByRole('alert'), 'the old password is void').toContainText('違います')
  await typePassword(page, account.loginName, password)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('パスワードの変更')
  await context.close()
})

test('log-in, menu and log-out with the keyboard alone', async ({ studio, browser }) => {
  const account = await makeAccount(await studio.open('/'))
  const context = await browser.newContext()
  const page = await context.newPage()
  await openLogIn(page)
  await expect(page.getByLabel('利用者ID')).toBeFocused()
  await page.keyboard.type(account.loginName)
  await page.keyboard.press('Tab')
  await page.keyboard.type(account.password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('新しいパスワード', { exact: true })).toBeFocused()
  await page.keyboard.type('only with the keyboard')
  for (let tab = 0; tab < 2; tab++) await page.keyboard.press('Tab')
  await page.keyboard.type('only with the keyboard')
  await page.keyboard.press('Enter')
  await expect(person(page)).toBeVisible()
  await person(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'アカウント' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'ログアウト' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ログイン')
  await context.close()
})

test('log-in and people have no axe finding and nothing that hangs over the side, at a desk and in the hand, in both languages', async ({ page, studio }) => {
  const everywhere = async (what: string) => {
    for (const language of ['en', 'ja'] as const) {
      await inLanguage(page, language)
      for (const size of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
        await page.setViewportSize(size)
        expect(await axeFindings(page), `${what} ${size.width} ${language}`).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${what} ${size.width} ${language}`).toBeLessThanOrEqual(0)
      }
    }
  }
  await openLogIn(page)
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
  await everywhere('log-in')
  await studio.open('/people', { as: 'administrator' })
  await expect(page.getByRole('table')).toBeVisible()
  await everywhere('people')
  await page.getByRole('button', { name: '利用者を登録する' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await everywhere('new person')
  await page.keyboard.press('Escape')
  await person(page).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await everywhere('menu')
})
