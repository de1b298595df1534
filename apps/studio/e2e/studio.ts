import { type BrowserContext, type Page, test as base, expect } from '@playwright/test'
import type { Role } from '@madoguchi/runtime/router'
import { type Runtime, startRuntime } from './start-runtime.ts'

export { expect }

interface Studio {
  /**
   * Opens a page of the studio, by default in Japanese and as the administrator of the demo. Another page is another tab of the same browser;
   * who has logged in there stays until `as` names another.
   */
  open(path: string, options?: { language?: 'ja' | 'en'; page?: Page; as?: Role }): Promise<Page>
}

const address = () => process.env.STUDIO_ADDRESS ?? ''

/** Asks the runtime for a change, as a page of it would. The answer is not looked at. */
export async function tell(page: Page, procedure: string, data?: unknown) {
  return page.request.post(`${address()}/trpc/${procedure}`, { headers: { origin: address(), 'content-type': 'application/json' }, ...(data === undefined ? {} : { data }) })
}

const loggedIn = new WeakMap<BrowserContext, Role>()

/** One click of the demo, without the page. */
async function logInAs(page: Page, role: Role): Promise<void> {
  if (loggedIn.get(page.context()) === role) return
  const { demo } = await ask<{ demo: { id: string; role: Role }[] }>(page, 'logIn.options')
  const response = await tell(page, 'logIn.asDemo', { personId: demo.find((person) => person.role === role)?.id })
  expect(response.ok(), `log-in as ${role}`).toBe(true)
  loggedIn.set(page.context(), role)
}

/**
 * Every test watches its pages: a violation of the content security policy, an error on the console, an exception or a request to another
 * host fails it, whatever it was about.
 */
export const test = base.extend<{ studio: Studio; watched: string[] }, { runtime: Runtime }>({
  // One runtime with one draft for each worker: its tests take turns.
  runtime: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs off its parameter
    async ({}, use) => {
      const runtime = await startRuntime()
      await use(runtime)
      await runtime.stop()
    },
    { scope: 'worker', auto: true, timeout: 120_000 },
  ],
  watched: [
    async ({ context }, use) => {
      const found: string[] = []
      const address = process.env.STUDIO_ADDRESS ?? ''
      context.on('page', (page) => {
        page.on('console', (message) => message.type() === 'error' && !isExpected(message.text()) && found.push(`console: ${message.text()}`))
        page.on('pageerror', (error) => found.push(`exception: ${error.message}`))
        page.on('request', (request) => !/^(blob|data):/.test(request.url()) && !request.url().startsWith(address) && found.push(`outside: ${request.url()}`))
      })
      await use(found)
      expect(found, 'nothing breaks, nothing is refused by the policy, nothing leaves this host').toEqual([])
    },
    { auto: true },
  ],
  studio: async ({ context, page: first, watched: _watched }, use) => {
    await use({
      async open(path, { language = 'ja', page = first, as = loggedIn.get(context) ?? 'administrator' } = {}) {
        await logInAs(page, as)
        // An empty tab has no storage; only pages of the studio choose their language.
        await context.addInitScript((code) => location.protocol === 'about:' || localStorage.getItem('madoguchi.language') || localStorage.setItem('madoguchi.language', code), language)
        await page.goto(`${process.env.STUDIO_ADDRESS}${path}`)
        await expect(page.getByTestId('live')).toContainText(language === 'ja' ? '公開中' : 'is live')
        return page
      },
    })
  },
})

/** The browser itself reports refused requests as errors; tests that provoke one look at what the studio makes of it. */
function isExpected(text: string): boolean {
  return /status of (400|401|403|409|412|422|429)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(text)
}

/** The header's switch of languages, which needs no reload; a dialog that stands open stays open. */
export async function inLanguage(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.locator(`header button[lang=${language}]`).first().dispatchEvent('click')
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** Waits until what is on the page is on the server. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: '保存済み' })).toBeVisible()
}

interface Answer<Data> {
  result: { data: Data }
}

/** Asks the runtime directly: what tests expect must be true there, not only on the screen. */
export async function ask<Data>(page: Page, procedure: string, input?: unknown): Promise<Data> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  const response = await page.request.get(`${process.env.STUDIO_ADDRESS}/trpc/${procedure}${query}`)
  return ((await response.json()) as Answer<Data>).result.data
}

/** A document of the draft as the server has it. */
export async function draftDocument(page: Page, path: string): Promise<Record<string, never>> {
  const { content } = await ask<{ content: string }>(page, 'drafts.load', { path })
  return JSON.parse(content) as Record<string, never>
}

/** Puts the draft back to what is live, so that no test depends on another. */
export async function resetDraft(page: Page): Promise<void> {
  const { revision } = await ask<{ revision: number }>(page, 'drafts.overview')
  const { number } = await ask<{ number: number }>(page, 'releases.live')
  const response = await tell(page, 'drafts.reset', { release: number, draftRevision: revision })
  expect(response.ok()).toBe(true)
}

/** A node's card on the canvas. */
export const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)
