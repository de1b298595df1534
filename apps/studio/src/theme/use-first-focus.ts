import { type RefObject, useEffect, useRef } from 'react'

/**
 * The field with which a step begins takes the focus once the step is drawn: a person who pressed a key to come here goes on by keys.
 * (`autoFocus` would take it whenever the page is drawn anew.)
 */
export function useFirstFocus<Field extends HTMLElement>(wanted = true): RefObject<Field | null> {
  const field = useRef<Field>(null)
  const first = useRef(wanted)
  useEffect(() => {
    if (first.current) field.current?.focus()
    first.current = false
  }, [])
  return field
}
