import { segments } from '../../schema/form-validator.ts'

const tries = 40
const betweenMs = 50

/**
 * Puts the focus into the field that a JSON pointer of a flow document names; forms load late, so it waits for the field.
 * A place without a field of its own (a list, a group) leads to its first wrong field, then its first field.
 * @returns stops waiting
 */
export function focusField(pointer: string): () => void {
  let left = tries
  const look = () => {
    const found = fieldOf(pointer)
    if (found) {
      found.focus()
      found.scrollIntoView({ block: 'center' })
    }
    if (found || --left === 0) clearInterval(timer)
  }
  const timer = setInterval(look, betweenMs)
  look()
  return () => clearInterval(timer)
}

function fieldOf(pointer: string): HTMLElement | undefined {
  const [nodes, , part, ...inner] = segments(pointer)
  const form = document.getElementById('node-form')
  if (nodes !== 'nodes') return document.getElementById(`flow-${nodes ?? 'title'}`) ?? undefined
  if (part === 'config') return form ? inForm(form, inner) : undefined
  if (part === 'next') return (inner[0] === undefined ? document.querySelector<HTMLElement>('[data-exit][data-open]') : document.querySelector<HTMLElement>(`[data-exit="${CSS.escape(inner[0])}"]`)) ?? undefined
  return document.getElementById(part === 'skip' || part === 'note' ? `node-${part}` : 'node-title') ?? undefined
}

function inForm(form: HTMLElement, inner: readonly string[]): HTMLElement | undefined {
  if (!form.querySelector('[data-ready]')) return undefined
  for (let length = inner.length; length >= 0; length--) {
    const id = ['root', ...inner.slice(0, length)].join('_')
    // The page itself has an element `root`; only what is in the form counts.
    const place = form.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
    if (!place) continue
    if (place.matches(focusable)) return place
    return place.querySelector<HTMLElement>('[aria-invalid="true"]') ?? place.querySelector<HTMLElement>(focusable) ?? undefined
  }
  return form.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form.querySelector<HTMLElement>(focusable) ?? undefined
}

const focusable = 'input, textarea, select, button'
