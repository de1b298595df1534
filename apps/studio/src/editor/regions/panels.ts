import { useEditor } from '../editor-store.ts'

/** The regions of the editor in the order in which F6 goes round them. */
export type Panel = 'toolbar' | 'left' | 'canvas' | 'json' | 'right' | 'problems'

const focusable = 'button:not([tabindex="-1"]), input, select, [tabindex="0"], a[href], textarea'
/** Where the focus was when each panel was left. */
const leftAt = new WeakMap<HTMLElement, HTMLElement>()

function panels(): HTMLElement[] {
  // On a narrow window the side panels are not shown until they are called; F6 calls them.
  return [...document.querySelectorAll<HTMLElement>('[data-panel]')].filter((panel) => panel.offsetParent !== null || sideOf(panel) !== undefined)
}

function sideOf(panel: HTMLElement): 'left' | 'right' | undefined {
  return panel.dataset.panel === 'left' || panel.dataset.panel === 'right' ? panel.dataset.panel : undefined
}

/** F6 goes round the panels, as it does in the desktop programs people know. */
export function nextPanel(step: 1 | -1): void {
  const all = panels()
  const now = all.findIndex((panel) => panel.contains(document.activeElement))
  const here = all[now]
  if (here && document.activeElement instanceof HTMLElement) leftAt.set(here, document.activeElement)
  const start = now === -1 ? (step === 1 ? 0 : all.length - 1) : now + step
  const next = all[(start + all.length) % all.length]
  if (next) enter(next)
}

/** Leads to a panel, and to where one was in it. */
export function goToPanel(name: Panel): void {
  const panel = document.querySelector<HTMLElement>(`[data-panel="${name}"]`)
  if (panel) enter(panel)
}

function enter(panel: HTMLElement): void {
  useEditor.setState({ sheet: sideOf(panel) })
  // A panel that was hidden can take the focus once it is drawn.
  requestAnimationFrame(() => {
    const before = leftAt.get(panel)
    const place = before?.isConnected && panel.contains(before) && before.offsetParent !== null ? before : firstIn(panel)
    place?.focus()
  })
}

function firstIn(panel: HTMLElement): HTMLElement | undefined {
  const inTabs = panel.querySelector<HTMLElement>('[role="tree"] [tabindex="0"], .react-flow__node[tabindex="0"]')
  return inTabs ?? [...panel.querySelectorAll<HTMLElement>(focusable)].find((element) => element.offsetParent !== null)
}
