import { expect, test } from 'vitest'
import { entryPoint, exitPoint, guessedHeight, handlesOf } from './card-shape.ts'

const exit = (id: string) => ({ id, title: id, connected: true, lit: false })
const card = { title: 'ご案内', typeTitle: '案内を流す', summary: '時間外のご案内', skipped: false, exits: [exit('1'), exit('2'), exit('3')] }

test('a card grows by a row for each exit, and by a line where a title needs two', () => {
  const height = guessedHeight(card)
  expect(guessedHeight({ ...card, exits: [...card.exits, exit('4')] }) - height).toBeCloseTo(24.6, 0)
  expect(guessedHeight({ ...card, title: '時間外に自動車税の納付書をお求めの方へのご案内' })).toBeGreaterThan(height)
  expect(guessedHeight({ ...card, summary: '' })).toBeLessThan(height)
})

test('a text of half-width characters takes half the room', () => {
  expect(guessedHeight({ ...card, title: 'A guidance for all' })).toBe(guessedHeight(card))
})

test('wires meet a card that was not measured where its handles are said to be', () => {
  const height = guessedHeight(card)
  const [target, ...sources] = handlesOf(card, height)
  expect(target).toMatchObject({ type: 'target', x: entryPoint().x, y: entryPoint().y - 7 })
  expect(sources.map(({ id }) => id)).toEqual(['1', '2', '3'])
  for (const { id, x, y } of sources) expect({ x: x + 14, y: y + 7 }).toEqual({ x: exitPoint(card, height, id ?? '')?.x, y: expect.closeTo(exitPoint(card, height, id ?? '')?.y ?? 0, 6) })
  expect(exitPoint(card, height, 'gone')).toBeUndefined()
})
