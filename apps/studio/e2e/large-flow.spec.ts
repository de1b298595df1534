import { largeFlow } from '../bench/frames/large-flow.ts'
import { card, draftDocument, expect, resetDraft, saved, tell, test } from './studio.ts'

test('a large flow is drawn in full where one looks and as outlines from far away; keys and the mouse work in both', async ({ studio }) => {
  const page = await studio.open('/')
  await resetDraft(page)
  await tell(page, 'drafts.save', { path: 'call/large.json', content: JSON.stringify(largeFlow(150)), baseRevision: null })
  await studio.open('/flows/large?node=n149')
  await expect(page.locator('.react-flow__node'), 'each node has its place in the page').toHaveCount(150)
  await expect(card(page, 'n149')).toContainText('ご案内 149')
  await expect(card(page, 'n149')).toContainText('次へ')
  await expect(card(page, 'n0')).toHaveText('')
  await expect(page.locator('.react-flow__edge[data-id="n149 done"] .react-flow__edge-path'), 'a wire runs on out of sight').toBeVisible()
  await card(page, 'n149').focus()
  await page.keyboard.press('ArrowRight')
  await expect(card(page, 'n0'), 'the wire leads back to the beginning, far out of sight').toBeFocused()
  await expect(card(page, 'n0')).toContainText('ご案内 0')
  await expect(card(page, 'n149')).toHaveText('')

  await page.locator('.react-flow__controls-fitview').click()
  await expect(card(page, 'n0')).toHaveText('')
  await expect(card(page, 'n62')).toBeInViewport()
  const before = await card(page, 'n62').boundingBox()
  if (!before) throw new Error('the node is not drawn')
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 30, y + 20, { steps: 4 })
  await page.mouse.up()
  await saved(page)
  await expect.poll(async () => (await draftDocument(page, 'call/large.json'))['layout']?.['n62']).not.toEqual(largeFlow(150).layout?.['n62'])
  await resetDraft(page)
})
