import type { Page } from '@playwright/test'
import { axeFindings } from './axe.ts'
import { card, draftDocument, expect, resetDraft, saved, tell, test } from './studio.ts'

const example = 'madoguchi-plugin-payment-places'
const neighbour = 'madoguchi-plugin-bad-neighbour'

test.beforeEach(async ({ studio }) => resetDraft(await studio.open('/')))

/** Changes a document of the draft behind the page's back. */
async function change(page: Page, path: string, edit: (document: Record<string, unknown>) => unknown): Promise<void> {
  const { content, revision } = await load(page, path)
  const response = await tell(page, 'drafts.save', { path, content: JSON.stringify(edit(JSON.parse(content) as Record<string, unknown>)), baseRevision: revision })
  expect(response.ok()).toBe(true)
}

async function load(page: Page, path: string): Promise<{ content: string; revision: number }> {
  const response = await page.request.get(`${process.env.STUDIO_ADDRESS}/trpc/drafts.load?input=${encodeURIComponent(JSON.stringify({ path }))}`)
  return ((await response.json()) as { result: { data: { content: string; revision: number } } }).result.data
}

const list = (page: Page, ...names: string[]) => change(page, 'bundle.json', (bundle) => ({ ...bundle, plugins: [...(bundle['plugins'] as string[]), ...names] }))

test('an installed plugin is used by no bundle until it is listed; then its node stands in the palette, with form and exits', async ({ studio }) => {
  const page = await studio.open('/flows/after-hours')
  await expect(page.getByRole('button', { name: '案内を流す', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: '納付場所案内', exact: true })).toHaveCount(0)
  await studio.open('/plugins')
  await page.getByRole('region', { name: example }).getByRole('button', { name: '下書きで使う' }).click()
  await saved(page)
  expect(((await draftDocument(page, 'bundle.json')) as unknown as { plugins: string[] }).plugins).toContain(example)
  await studio.open('/flows/after-hours')
  await page.getByRole('region', { name: '納付場所' }).getByRole('button', { name: '納付場所案内' }).click()
  await expect(card(page, 'tell')).toContainText('納付場所案内')
  await expect(card(page, 'tell')).toContainText('見つからない')
  await expect(page.getByText('読み上げる件数')).toBeVisible()
  await saved(page)
  expect(((await draftDocument(page, 'call/after-hours.json')) as unknown as { nodes: Record<string, { config: unknown }> }).nodes['tell']?.config).toMatchObject({ most: 2, attempts: 2, kinds: ['tax-office', 'bank', 'convenience'] })
})

test('the page of plugins says what is installed, and has no barrier', async ({ studio }) => {
  const page = await studio.open('/plugins')
  await expect(page.getByRole('region', { name: example })).toContainText('第1.0.0版')
  expect(await axeFindings(page)).toEqual([])
})

test('a listed plugin that is not installed is a problem with two ways out, and all else can be edited', async ({ studio }) => {
  const page = await studio.open('/')
  await list(page, 'gone-plugin')
  await change(page, 'call/after-hours.json', (flow) => ({ ...flow, nodes: { ...(flow['nodes'] as object), odd: { type: 'gone.node', config: { a: 1 }, next: { done: 'goodbye' } } } }))
  await studio.open('/flows/after-hours')
  await expect(card(page, 'odd')).toContainText('gone.node')
  await expect(page.getByRole('button', { name: '案内を流す', exact: true })).toBeVisible()
  await studio.open('/plugins')
  await page.getByRole('button', { name: '「gone-plugin」を一覧から外す' }).click()
  await saved(page)
  expect(((await draftDocument(page, 'bundle.json')) as unknown as { plugins: string[] }).plugins).not.toContain('gone-plugin')
})

/** The caller of the studio's telephone meets this node first. */
async function meet(page: Page, deed: string): Promise<void> {
  await list(page, neighbour)
  const first = { type: 'bad-neighbour.do', config: { deed, variable: 'result' }, next: { done: 'hours', error: 'hours' } }
  await change(page, 'call/main.json', (flow) => ({ ...flow, entry: 'first', nodes: { ...(flow['nodes'] as object), first } }))
}

/** Places a call on the draft. */
async function dial(page: Page): Promise<void> {
  await page.getByRole('tab', { name: '電話' }).or(page.getByRole('button', { name: '電話', exact: true })).first().click()
  await page.getByRole('button', { name: '電話をかける', exact: true }).click({ timeout: 15_000 })
}

test('its executor runs in the sandbox of the browser, and the call goes on', async ({ studio }) => {
  const page = await studio.open('/')
  await meet(page, 'well')
  await studio.open('/flows/main')
  await dial(page)
  const steps = page.getByRole('list', { name: 'たどった経路' })
  await expect(steps).toContainText('迷惑なノード', { timeout: 20_000 })
  await expect(steps).toContainText('受付時間')
  await expect(page.getByText(/plugin-/)).toHaveCount(0)
})

test('an endless loop in it takes neither the page nor the call down', async ({ studio }) => {
  const page = await studio.open('/')
  await meet(page, 'loop')
  await studio.open('/flows/main')
  await expect(card(page, 'first')).toBeVisible()
  await dial(page)
  // A page that waits for the loop would not turn at all until it is ended, two seconds later.
  const turns = await page.evaluate(() => new Promise<number>((resolve) => {
    let count = 0
    const timer = setInterval(() => count++, 20)
    setTimeout(() => {
      clearInterval(timer)
      resolve(count)
    }, 1_500)
  }))
  expect(turns, 'turns of the page, of 75, while the executor loops').toBeGreaterThan(15)
  const steps = page.getByRole('list', { name: 'たどった経路' })
  await expect(steps).toContainText('異常', { timeout: 20_000 })
  await expect(steps).toContainText('受付時間')
})
