import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds against WCAG 2.2 A and AA, one text for each rule, in a page or in the part of it that a selector names.
 * The studio has no frames, so one run in the page itself is enough; only violations are described, which is most of the time that axe takes.
 */
export async function axeFindings(page: Page, within?: string): Promise<string[]> {
  await page.evaluate(markCut)
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'], iframes: false }).withTags(tags).exclude('[data-cut]').setLegacyMode()
  const { violations } = await (within ? axe.include(within) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).slice(0, 3).join(' | ')}`)
}

/** What lies half under the edge of a canvas, or under something that floats over it, has no size of its own; it is looked at where it is in view. */
function markCut(): void {
  for (const control of document.querySelectorAll('.react-flow__viewport button')) {
    const { left, top, right, bottom } = control.getBoundingClientRect()
    const corners = [left + 1, right - 1].flatMap((x) => [top + 1, bottom - 1].map((y) => document.elementFromPoint(x, y)))
    control.toggleAttribute('data-cut', corners.some((there) => !there?.closest('.react-flow__viewport')))
  }
}
