import { describe, expect, test } from 'vitest'
import { type Documents, type Edited, editDocument, emptyHistory, execute, redo, undo } from '../editor/commands/index.ts'
import { browserHistory } from './kept-history.ts'

class Memory implements Storage {
  readonly #items = new Map<string, string>()
  get length() {
    return this.#items.size
  }
  clear = () => this.#items.clear()
  getItem = (key: string) => this.#items.get(key) ?? null
  key = (index: number) => [...this.#items.keys()][index] ?? null
  removeItem = (key: string) => void this.#items.delete(key)
  setItem = (key: string, value: string) => {
    this.#items.set(key, value)
  }
}

const start: Edited = { documents: { 'call/a.json': { id: 'a' }, 'call/b.json': { id: 'b' } }, history: emptyHistory }
const edits = (...commands: [path: string, key: string, value: string][]) => commands.reduce((now, [path, key, value], index) => execute(now, editDocument(path, [key], value), index * 10_000), start)
const kept = (edited: Edited, now: Documents = edited.documents) => {
  const storage = new Memory()
  browserHistory(() => 'hanako', storage).write(edited.history, edited.documents)
  return browserHistory(() => 'hanako', storage).read(JSON.parse(JSON.stringify(now)) as Documents)
}

describe('after a reload', () => {
  test('every step can be taken back, and what was taken back can be done again', () => {
    const edited = undo(edits(['call/a.json', 'x', '1'], ['call/b.json', 'y', '2'], ['call/a.json', 'x', '3']))
    const history = kept(edited)
    let back: Edited = { documents: edited.documents, history }
    for (let count = history.done.length; count > 0; count--) back = undo(back)
    expect(back.documents).toEqual(start.documents)
    expect(redo({ documents: edited.documents, history }).documents).toEqual({ 'call/a.json': { id: 'a', x: '3' }, 'call/b.json': { id: 'b', y: '2' } })
  })

  test('typing begins a new step', () => {
    const edited = edits(['call/a.json', 'x', '1'])
    const more = execute({ documents: edited.documents, history: kept(edited) }, editDocument('call/a.json', ['x'], '12'), 1)
    expect(more.history.done).toHaveLength(2)
  })

  test('steps on a document that changed meanwhile are forgotten, the others stay', () => {
    const edited = edits(['call/a.json', 'x', '1'], ['call/b.json', 'y', '2'])
    const history = kept(edited, { ...edited.documents, 'call/a.json': { id: 'a', x: 'theirs' } })
    expect(history.done.map(({ patches }) => patches[0]?.document)).toEqual(['call/b.json'])
  })

  test('a place alone that somebody else moved counts as a change', () => {
    const edited = edits(['call/a.json', 'x', '1'])
    expect(kept(edited, { ...edited.documents, 'call/a.json': { id: 'a', x: '1', layout: { n: [1, 2] } } }).done).toEqual([])
  })

  test('nobody takes back what another did', () => {
    const storage = new Memory()
    const edited = edits(['call/a.json', 'x', '1'])
    browserHistory(() => 'hanako', storage).write(edited.history, edited.documents)
    expect(browserHistory(() => 'taro', storage).read(edited.documents)).toEqual(emptyHistory)
  })

  test('a long day keeps its newest steps within bounds', () => {
    const long = Array.from({ length: 300 }, (_, index): [string, string, string] => ['call/a.json', 'x', `${index}${'あ'.repeat(20_000)}`])
    const storage = new Memory()
    const edited = edits(...long)
    const keeping = browserHistory(() => 'hanako', storage)
    keeping.write(edited.history, edited.documents)
    const { done } = keeping.read(edited.documents)
    expect(done.length).toBeGreaterThan(5)
    expect(storage.getItem('madoguchi.history.hanako')?.length).toBeLessThan(2_000_000)
    expect(done.at(-1)?.patches).toEqual(edited.history.done.at(-1)?.patches)
  })

  test.each(['', '{', '{"done":1}', 'null', '[]'])('what is no history is none: %s', (text) => {
    const storage = new Memory()
    storage.setItem('madoguchi.history.hanako', text)
    expect(browserHistory(() => 'hanako', storage).read(start.documents)).toEqual(emptyHistory)
  })
})
