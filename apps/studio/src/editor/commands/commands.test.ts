import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CallFlow } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../draft/json.ts'
import { nodeTypes } from '../node-types.ts'
import { type Command, type Documents, addNode, arrange, connect, copyNodes, deleteNodes, disconnect, editConfig, emptyHistory, execute, flowOf, forget, moveNodes, pasteNodes, redo, replaceDocument, setEntry, setNote, setPoint, setSkip, setTitle, undo } from './index.ts'

const bundle = fileURLToPath(new URL('../../../../../flows/saitama-auto-tax/', import.meta.url))
const read = (path: string) => JSON.parse(readFileSync(bundle + path, 'utf8')) as JsonObject
const path = 'call/after-hours.json'
const documents: Documents = { [path]: read(path), 'call/main.json': read('call/main.json') }
const flow = (of: Documents) => flowOf(of, path) as CallFlow
const type = (name: string) => {
  const found = nodeTypes.get(name)
  if (!found) throw new Error(`no node type ${name}`)
  return found
}
const run = (command: Command, on: Documents = documents) => execute({ documents: on, history: emptyHistory }, command, 0)

describe('a command', () => {
  test('adds a node with the defaults of its schema, at its place, wired in the same step', () => {
    const { documents: after, history } = run(addNode(path, type('voice.menu'), [10.4, 20.6], { node: 'again', exit: 'done' }))
    expect(flow(after).nodes['menu-2']).toEqual({ type: 'voice.menu', config: { choices: [], timeoutSeconds: 10, retries: 2 }, next: {} })
    expect(flow(after).layout?.['menu-2']).toEqual([10, 21])
    expect(flow(after).nodes.again?.next.done).toBe('menu-2')
    expect(history.done).toHaveLength(1)
  })

  test('that changes nothing leaves no step', () => {
    expect(run(connect(path, 'answer', 'done', 'hours-and-web')).history.done).toEqual([])
    expect(run(connect(path, 'answer', 'done', 'nowhere')).history.done).toEqual([])
  })

  test('deletes a node together with each wire to it and its place', () => {
    const after = flow(run(deleteNodes(path, ['goodbye'])).documents)
    expect(after.nodes.goodbye).toBeUndefined()
    expect(after.layout?.goodbye).toBeUndefined()
    expect(Object.values(after.nodes).flatMap(({ next }) => Object.values(next))).not.toContain('goodbye')
  })

  test('deleting the entry makes the node it led to the entry', () => {
    expect(flow(run(deleteNodes(path, ['answer'])).documents).entry).toBe('hours-and-web')
  })

  test('deleting the node that faults lead to takes that way out', () => {
    expect(flow(run(deleteNodes(path, ['apology'])).documents).onError).toBeUndefined()
  })
})

describe('changing a menu', () => {
  const menu = flow(documents).nodes.menu
  if (!menu) throw new Error('the reference bundle has no menu')
  const config = menu.config as { choices: { key: string; label: { ja: string } }[] }
  const edited = (choices: typeof config.choices) => flow(run(editConfig(path, 'menu', type('voice.menu'), { ...config, choices } as unknown as JsonObject)).documents).nodes.menu?.next ?? {}

  test('another key for a choice keeps its wire', () => {
    const next = edited(config.choices.map((choice) => (choice.key === '4' ? { ...choice, key: '7' } : choice)))
    expect(next['7']).toBe('item-4-certificate')
    expect(next).not.toHaveProperty('4')
  })

  test('two keys that are swapped keep their meaning', () => {
    const next = edited(config.choices.map((choice) => ({ ...choice, key: { 1: '2', 2: '1' }[choice.key] ?? choice.key })))
    expect(next['1']).toBe(menu.next['2'])
    expect(next['2']).toBe(menu.next['1'])
  })

  test('a choice that is removed loses its wire, the others keep theirs', () => {
    const { 3: _gone, ...others } = menu.next
    expect(edited(config.choices.filter(({ key }) => key !== '3'))).toEqual(others)
  })

  test('an unfinished config loses no wire', () => {
    const next = flow(run(editConfig(path, 'menu', type('voice.menu'), { prompt: 'g.ah.menu' })).documents).nodes.menu?.next
    expect(next).toEqual(menu.next)
  })

  test('config and wiring are one step of undo', () => {
    const changed = run(editConfig(path, 'menu', type('voice.menu'), { ...config, choices: config.choices.slice(1) } as unknown as JsonObject))
    expect(changed.history.done).toHaveLength(1)
    expect(undo(changed).documents).toEqual(documents)
  })
})

describe('history', () => {
  test('typing in one field is one step, a pause begins another', () => {
    const typed = ['あ', 'あい', 'あいう'].reduce((now, ja, index) => execute(now, setTitle(path, 'menu', { ja }), index * 200), { documents, history: emptyHistory })
    expect(typed.history.done).toHaveLength(1)
    expect(execute(typed, setTitle(path, 'menu', { ja: 'え' }), 60_000).history.done).toHaveLength(2)
    expect(undo(typed).documents).toEqual(documents)
  })

  test('a new command forgets what was undone', () => {
    const undone = undo(run(setEntry(path, 'menu')))
    expect(execute(undone, setNote(path, 'menu', '確認済み'), 0).history.undone).toEqual([])
  })

  test('steps of a document that was replaced from elsewhere can no longer be taken back', () => {
    const both = execute(run(setEntry(path, 'menu')), setEntry('call/main.json', 'apology'), 0)
    expect(forget(both.history, path).done).toHaveLength(1)
  })

  test('pasted nodes keep the wires among them and no others', () => {
    const copied = copyNodes(documents, path, ['item-1-reissue', 'goodbye'])
    const nodes = flowOf(run(pasteNodes('call/main.json', copied)).documents, 'call/main.json')?.nodes ?? {}
    expect(nodes.play?.next).toEqual({ done: 'play-2' })
    expect(nodes['play-2']?.next).toEqual({})
  })

  test('undoing any sequence of commands restores every document, and redoing brings the end back', () => {
    const commands = fc.array(anyCommand(), { maxLength: 25 })
    fc.assert(
      fc.property(commands, fc.integer({ min: 0, max: 3000 }), (sequence, stepMs) => {
        const end = sequence.reduce((now, command, index) => execute(now, command, index * stepMs), { documents, history: emptyHistory })
        let back = end
        for (let count = end.history.done.length; count > 0; count--) back = undo(back)
        expect(back.documents).toEqual(documents)
        let again = back
        for (let count = back.history.undone.length; count > 0; count--) again = redo(again)
        expect(again.documents).toEqual(end.documents)
      }),
      { numRuns: 200 },
    )
  })
})

/** Any command on any node, present or not, as a wild hand would give them. */
function anyCommand(): fc.Arbitrary<Command> {
  const node = fc.constantFrom(...Object.keys(flow(documents).nodes), 'play', 'menu-2', 'not-there')
  const exit = fc.constantFrom('1', '2', '9', 'done', 'timeout', 'error', 'not-there')
  const place = fc.tuple(fc.integer({ min: -500, max: 3000 }), fc.integer({ min: -500, max: 3000 }))
  const choices = fc.uniqueArray(fc.record({ key: fc.constantFrom('1', '2', '3', '4', '5', '*'), label: fc.record({ ja: fc.constantFrom('納付書の再発行', '還付', '住所の変更') }) }), { selector: ({ key }) => key })
  return fc.oneof(
    fc.tuple(fc.constantFrom('voice.play', 'voice.menu', 'logic.loop'), place, node, exit).map(([name, at, from, out]) => addNode(path, type(name), at, { node: from, exit: out })),
    fc.array(node, { minLength: 1, maxLength: 3 }).map((ids) => deleteNodes(path, ids)),
    fc.tuple(node, exit, node).map(([from, out, to]) => connect(path, from, out, to)),
    fc.tuple(node, exit).map(([from, out]) => disconnect(path, [{ from, exit: out }])),
    fc.tuple(node, place).map(([id, at]) => moveNodes(path, { [id]: at })),
    fc.dictionary(node, place, { maxKeys: 4 }).map((places) => arrange(path, places)),
    fc.tuple(fc.constantFrom('menu', 'menu-2', 'again'), choices).map(([id, list]) => editConfig(path, id, type('voice.menu'), { prompt: 'g.ah.menu', choices: list })),
    fc.tuple(node, fc.constantFrom('', '題名')).map(([id, ja]) => setTitle(path, id, { ja })),
    fc.tuple(node, fc.constantFrom('', 'メモ')).map(([id, note]) => setNote(path, id, note)),
    fc.tuple(node, fc.option(exit, { nil: undefined })).map(([id, out]) => setSkip(path, id, out)),
    node.map((id) => setEntry(path, id)),
    fc.tuple(fc.constantFrom('onError' as const, 'onHangup' as const), fc.option(node, { nil: undefined })).map(([point, id]) => setPoint(path, point, id)),
    fc.tuple(fc.constantFrom(path, 'call/new.json'), fc.constantFrom(documents[path] ?? null, documents['call/main.json'] ?? null)).map(([target, value]) => replaceDocument(target, value)),
    fc.array(node, { maxLength: 3 }).map((ids) => pasteNodes(path, copyNodes(documents, path, ids))),
  )
}
