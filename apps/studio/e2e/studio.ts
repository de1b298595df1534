import { type Page, test as base, expect } from '@playwright/test'

export { expect }

interface Studio {
  /** Opens a page of the studio, by default in Japanese. Another page is another tab of the same browser. */
  open(path: string, options?: { language?: 'ja' | 'en'; page?: Page }): Promise<Page>
}

/**
 * Every test watches its pages: a violation of the content security policy, an error on the console, an exception or a request to another
 * host fails it, whatever it was about.
 */
export const test = base.extend<{ studio: Studio; watched: string[] }>({
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
      async open(path, { language = 'ja', page = first } = {}) {
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
  return /status of (409|412|422)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(text)
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
  const response = await page.request.post(`${process.env.STUDIO_ADDRESS}/trpc/drafts.reset`, { data: { release: number, draftRevision: revision, by: 'test' } })
  expect(response.ok()).toBe(true)
}

/** A node's card on the canvas. */
export const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)
