import type { CallFlow } from '@madoguchi/schemas'
import { useMemo, useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { itemId, itemOf } from '../commands/index.ts'
import { useEditor } from '../editor-store.ts'
import { words } from '../words.ts'
import type { CanvasNode } from './canvas-node.ts'
import { handlesOf } from './card-shape.ts'
import type { Card } from './cards.ts'
import { type Frame, collapsedIn } from './frames.ts'
import { KeptObjects } from './kept-objects.ts'
import { type InSight, isInSight } from './use-in-sight.ts'

/** The words of the editor in the present language. */
type Say = ReturnType<typeof useWords<WordsOf>>
type WordsOf = NonNullable<(typeof words)['keys']>
type Size = { width: number; height: number }

interface Facts {
  flow: CallFlow
  cards: readonly Card[]
  places: Readonly<Record<string, { x: number; y: number }>>
  frames: readonly Frame[]
  measured: Readonly<Record<string, Size>>
  /** Of cards: as measured, or as they will be. */
  sizes: ReadonlyMap<string, Size>
  inSight: InSight
}

/** Everything on the canvas where the draft has it. What is dragged comes on top of it (use-moved.ts), so nothing of this runs with each frame. */
export function useNodes({ flow, cards, places, frames, measured, sizes, inSight }: Facts): CanvasNode[] {
  const t = useWords(words)
  const language = useLanguage()
  const selected = useEditor((state) => state.selected)
  const stop = useEditor((state) => state.stop)
  const [kept] = useState(() => new KeptObjects<CanvasNode>())
  return useMemo(() => {
    const chosen = new Set(selected)
    const hidden = collapsedIn(flow)
    const shownStop = stopOf(flow, stop, selected, hidden)
    const dom = (id: string, kind: 'aria.roleNode' | 'aria.roleNote' | 'aria.roleGroup') => ({ tabIndex: id === shownStop ? 0 : -1, 'aria-roledescription': t(kind) })
    const drawn = cards.map((card) => {
      const { x, y } = places[card.id] ?? { x: 0, y: 0 }
      const size = sizes.get(card.id) ?? { width: 0, height: 0 }
      const whole = isInSight(inSight, { x, y, ...size })
      // In a large flow a card that is out of sight has a size before it was measured; else the browser says it.
      const known = inSight === 'everywhere' ? measured[card.id] : size
      return kept.get(card.id, [card, x, y, known?.width, known?.height, whole, chosen.has(card.id), hidden.has(card.id), card.id === shownStop, t], () => ({
        id: card.id, type: 'card', position: { x, y }, ...(known && { measured: known }), ...(whole ? {} : { style: size, handles: handlesOf(card, size.height) }), selected: chosen.has(card.id), hidden: hidden.has(card.id),
        data: { card, outline: !whole }, ariaLabel: ariaLabelOf(card, t), domAttributes: dom(card.id, 'aria.roleNode'),
      }))
    })
    const shown = frames.map((frame) => {
      const title = inLanguage(frame.title, language)
      const count = frame.collapsed ? cards.filter(({ id, problems }) => frame.nodes.includes(id) && problems.length > 0).length : 0
      const size = measured[frame.item]
      const isChosen = chosen.has(frame.item)
      return kept.get(frame.item, [frame.x, frame.y, frame.width, frame.height, title, frame.collapsed, frame.nodes.length, count, size, isChosen, frame.item === shownStop, t], () => ({
        id: frame.item, type: 'frame', position: { x: frame.x, y: frame.y }, width: frame.width, height: frame.height, ...(size && { measured: size }), zIndex: frame.collapsed ? 0 : -1, selected: isChosen,
        data: { frame, title, problems: count }, ariaLabel: t('frameLabel', { title, count: frame.nodes.length }), domAttributes: dom(frame.item, 'aria.roleGroup'),
      }))
    })
    const notes = Object.entries(flow.canvas?.notes ?? {}).map(([id, note]) => {
      const item = itemId('note', id)
      const [x, y] = note.at
      const size = measured[item]
      return kept.get(item, [note, x, y, size, chosen.has(item), item === shownStop, t], () => ({
        id: item, type: 'note', position: { x, y }, width: note.size[0], height: note.size[1], ...(size && { measured: size }), selected: chosen.has(item), data: { id, note }, ariaLabel: t('stickyLabel', { text: note.text.slice(0, 60) || t('stickyEmpty') }), domAttributes: dom(item, 'aria.roleNote'),
      }))
    })
    kept.turn()
    return [...shown, ...drawn, ...notes]
  }, [flow, cards, places, frames, measured, sizes, inSight, selected, stop, language, t, kept])
}

/** The one thing at which Tab stops: where one was last, else what is selected, else the entry. Arrow keys lead on from there. */
function stopOf(flow: CallFlow, stop: string | undefined, selected: readonly string[], hidden: ReadonlyMap<string, string>): string | undefined {
  const there = (item: string | undefined): item is string => {
    if (item === undefined) return false
    const { kind, id } = itemOf(item)
    const known = { node: flow.nodes, note: flow.canvas?.notes, group: flow.canvas?.groups }[kind]
    return known !== undefined && Object.hasOwn(known, id)
  }
  const found = [stop, selected[0], flow.entry, Object.keys(flow.nodes)[0]].find(there)
  return found === undefined ? undefined : (hidden.get(found) ?? found)
}

function ariaLabelOf(card: Card, t: Say): string {
  const open = card.exits.filter(({ connected }) => !connected).length
  const facts = [card.title === card.typeTitle ? card.title : t('cardLabel', { title: card.title, type: card.typeTitle }), ...card.marks.map((mark) => t(mark)), card.skipped && t('skipped'), card.pinned && t('pinned'), card.breakpoint && t('breakpoint'), card.problems.length > 0 && t('cardProblems', { count: card.problems.length }), open > 0 && t('cardOpen', { count: open })]
  return facts.filter(Boolean).join('、')
}
