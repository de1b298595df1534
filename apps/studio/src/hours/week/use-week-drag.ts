import type { Period } from '@madoguchi/schemas'
import { type PointerEvent, useEffect, useState } from 'react'
import { type Edge, dayMinutes, drawn, moved, resized } from './week-edit.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

interface Drag {
  day: Weekday
  pointer: number
  /** Minute where it began. */
  from: number
  what: { kind: 'draw' } | { kind: 'move' | Edge; index: number }
  periods: readonly Period[]
}

/** How near to an end of a period a press takes that end, in pixels. */
const edgePixels = 7

/**
 * Drawing, moving and resizing periods with a mouse or a pen: what is dragged is shown at once and kept when it is let go; Escape gives it up.
 * A finger scrolls the page and taps instead: on a column of a telephone's width nobody can hit a quarter of an hour.
 */
export function useWeekDrag(periodsOf: (day: Weekday) => readonly Period[], onChange: (day: Weekday, periods: readonly Period[]) => void) {
  const [drag, setDrag] = useState<Drag>()
  const begin = (day: Weekday, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const from = minuteAt(event)
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ day, pointer: event.pointerId, from, what: grasped(event), periods: periodsOf(day) })
  }
  const go = (event: PointerEvent<HTMLElement>) => {
    if (drag?.pointer !== event.pointerId) return
    const to = minuteAt(event)
    // A press that does not move is a click.
    if (drag.what.kind === 'draw' && Math.abs(to - drag.from) < 8 && drag.periods === periodsOf(drag.day)) return
    setDrag({ ...drag, periods: after(periodsOf(drag.day), drag, to) })
  }
  const end = (event: PointerEvent<HTMLElement>) => {
    if (drag?.pointer !== event.pointerId) return
    setDrag(undefined)
    if (drag.periods !== periodsOf(drag.day)) onChange(drag.day, drag.periods)
  }
  const giveUp = () => setDrag(undefined)
  const dragging = drag !== undefined
  useEffect(() => {
    const press = (event: KeyboardEvent) => event.key === 'Escape' && setDrag(undefined)
    if (dragging) window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [dragging])
  return { shown: (day: Weekday) => (drag?.day === day ? drag.periods : periodsOf(day)), dragging: drag?.day, begin, go, end, giveUp }
}

function after(before: readonly Period[], { from, what }: Drag, to: number): readonly Period[] {
  if (what.kind === 'draw') return drawn(before, from, to)
  return what.kind === 'move' ? moved(before, what.index, to - from) : resized(before, what.index, what.kind, to)
}

function minuteAt({ clientY, currentTarget }: PointerEvent<HTMLElement>): number {
  const { top, height } = currentTarget.getBoundingClientRect()
  return Math.min(Math.max(((clientY - top) / height) * dayMinutes, 0), dayMinutes)
}

/** What lies under the press: a period, one of its ends, or free time. */
function grasped({ target, clientY }: PointerEvent<HTMLElement>): Drag['what'] {
  const period = target instanceof Element ? target.closest('[data-period]') : null
  if (!period) return { kind: 'draw' }
  const { top, bottom } = period.getBoundingClientRect()
  const index = Number(period.getAttribute('data-period'))
  if (bottom - clientY <= edgePixels) return { kind: 'end', index }
  return { kind: clientY - top <= edgePixels ? 'start' : 'move', index }
}
