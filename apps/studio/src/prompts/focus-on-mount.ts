/** A ref that moves the focus to what takes the place of a button just pressed; else it would fall back to the page (WCAG 2.4.3). Called once, since it is always the same function. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus()
}
