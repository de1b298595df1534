import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { contentHash, validate } from '@madoguchi/engine'
import { type CallFlow, CallFlow as CallFlowSchema } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../draft/json.ts'
import { nodeTypes } from '../node-types.ts'
import { rename } from '../rename/rename.ts'
import { extractSubflow } from '../subflow/extract-subflow.ts'
import { inlineSubflow } from '../subflow/inline-subflow.ts'
import { type Command, type Documents, addNode, addStickyNote, align, arrange, connect, copyNodes, deleteItems, deleteNodes, disconnect, distribute, editConfig, editGroup, editStickyNote, emptyHistory, execute, flowOf, forget, groupNodes, insertOnWire, moveNodes, pasteNodes, pinNodes, redo, replaceDocument, setEntry, setNote, setPoint, setSkip, setTitle, undo } from './index.ts'

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

describe('a wire', () => {
  test('takes a new node in: the exit leads to it, and it leads on; what stands behind makes room', () => {
    const before = flow(documents)
    const after = flow(run(insertOnWire(path, type('voice.play'), { from: 'answer', exit: 'done' })).documents)
    expect(after.nodes.answer?.next.done).toBe('play')
    expect(after.nodes.play?.next).toEqual({ done: 'hours-and-web' })
    const [x = 0] = after.layout?.play ?? []
    expect(x).toBeGreaterThan((before.layout?.answer?.[0] ?? 0) + 248)
    expect((after.layout?.['hours-and-web']?.[0] ?? 0) - x).toBeGreaterThan(248)
    expect((after.layout?.menu?.[0] ?? 0) - (after.layout?.['hours-and-web']?.[0] ?? 0)).toBe((before.layout?.menu?.[0] ?? 0) - (before.layout?.['hours-and-web']?.[0] ?? 0))
  })

  test('ends in a node that ends the call', () => {
    const after = flow(run(insertOnWire(path, type('voice.hangup'), { from: 'answer', exit: 'done' })).documents)
    expect(after.nodes.hangup?.next).toEqual({})
  })

  test('that is not there takes nothing in', () => {
    expect(run(insertOnWire(path, type('voice.play'), { from: 'answer', exit: 'nowhere' })).history.done).toEqual([])
  })
})

describe('places', () => {
  const boxes = { answer: { x: 0, y: 10, width: 200, height: 100 }, menu: { x: 300, y: 50, width: 100, height: 60 }, goodbye: { x: 500, y: 400, width: 100, height: 40 } }

  test.each([
    ['left', [[0, 10], [0, 50], [0, 400]]], ['center', [[200, 10], [250, 50], [250, 400]]], ['right', [[400, 10], [500, 50], [500, 400]]],
    ['top', [[0, 10], [300, 10], [500, 10]]], ['middle', [[0, 175], [300, 195], [500, 205]]], ['bottom', [[0, 340], [300, 380], [500, 400]]],
  ] as const)('are brought onto one line: %s', (alignment, places) => {
    const { layout } = flow(run(align(path, boxes, alignment)).documents)
    expect([layout?.answer, layout?.menu, layout?.goodbye]).toEqual(places)
  })

  test('are spread so that all gaps are alike and the outer ones stay', () => {
    const { layout } = flow(run(distribute(path, boxes, 'horizontal')).documents)
    expect([layout?.answer?.[0], layout?.menu?.[0], layout?.goodbye?.[0]]).toEqual([0, 300, 500])
    const vertical = flow(run(distribute(path, boxes, 'vertical')).documents).layout
    expect([vertical?.answer?.[1], vertical?.menu?.[1], vertical?.goodbye?.[1]]).toEqual([10, 225, 400])
  })

  test('that were chosen by hand are pinned, those worked out are not', () => {
    expect(flow(run(moveNodes(path, { menu: [1, 2] })).documents).canvas).toEqual({ pinned: { menu: true } })
    expect(flow(run(arrange(path, { menu: [1, 2] })).documents).canvas).toBeUndefined()
    const pinned = run(moveNodes(path, { menu: [1, 2] })).documents
    expect(flow(run(pinNodes(path, ['menu'], false), pinned).documents).canvas).toBeUndefined()
  })
})

describe('groups and notes', () => {
  const grouped = run(groupNodes(path, ['menu', 'again'], { ja: '番号' })).documents

  test('a node stands in one group; a group that loses its last goes', () => {
    const after = flow(run(groupNodes(path, ['menu', 'again', 'goodbye'], { ja: '次' }), grouped).documents)
    expect(after.canvas?.groups).toEqual({ 'group-2': { title: { ja: '次' }, nodes: ['menu', 'again', 'goodbye'] } })
    expect(flow(run(deleteNodes(path, ['menu', 'again']), grouped).documents).canvas).toBeUndefined()
    expect(flow(run(deleteNodes(path, ['menu']), grouped).documents).canvas?.groups?.group?.nodes).toEqual(['again'])
  })

  test('deleting a frame leaves its nodes, deleting a note leaves everything else', () => {
    const noted = run(addStickyNote(path, [10, 20], '確認する'), grouped).documents
    expect(flow(noted).canvas?.notes).toEqual({ note: { text: '確認する', at: [10, 20], size: [220, 120] } })
    const after = flow(run(deleteItems(path, ['group:group', 'note:note']), noted).documents)
    expect(after.canvas).toBeUndefined()
    expect(after.nodes).toEqual(flow(documents).nodes)
  })

  test('notes move, change and are copied like nodes', () => {
    const noted = run(addStickyNote(path, [10, 20], '確認する'), grouped).documents
    const moved = run(moveNodes(path, { 'note:note': [30, 40] }), noted).documents
    expect(flow(run(editStickyNote(path, 'note', { text: '済み' }), moved).documents).canvas?.notes?.note).toEqual({ text: '済み', at: [30, 40], size: [220, 120] })
    expect(flow(run(pasteNodes(path, copyNodes(moved, path, ['note:note'])), moved).documents).canvas?.notes?.['note-2']).toMatchObject({ at: [70, 80] })
  })

  test('say nothing to a caller, and make a valid document', () => {
    const noted = run(editGroup(path, 'group', { collapsed: true }), run(addStickyNote(path, [10, 20], '確認する'), grouped).documents).documents
    expect(contentHash(flow(noted))).toBe(contentHash(flow(documents)))
    expect(validate(CallFlowSchema, noted[path])).toEqual([])
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
    expect(nodes['item-1-reissue']?.next).toEqual({ done: 'goodbye' })
    expect(nodes.goodbye?.next).toEqual({})
  })

  test('pasted nodes whose ids are taken get new ones, and their wires and groups follow', () => {
    const grouped = run(groupNodes(path, ['item-1-reissue', 'goodbye'], { ja: '案内' })).documents
    const after = flow(run(pasteNodes(path, copyNodes(grouped, path, ['group:group'])), grouped).documents)
    expect(after.nodes['item-1-reissue-2'] ?? after.nodes['item-2']).toBeDefined()
    const ids = after.canvas?.groups?.['group-2']?.nodes ?? []
    expect(ids).toHaveLength(2)
    expect(after.nodes[ids[0] ?? '']?.next).toEqual({ done: ids[1] })
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
    fc.tuple(fc.constantFrom('voice.play', 'voice.hangup'), node, exit).map(([name, from, out]) => insertOnWire(path, type(name), { from, exit: out })),
    fc.array(fc.oneof(node, fc.constantFrom('group:group', 'note:note')), { maxLength: 4 }).chain((items) => fc.constantFrom(groupNodes(path, items, { ja: '束' }), deleteItems(path, items), pinNodes(path, items, false))),
    place.map((at) => addStickyNote(path, at, 'メモ')),
    fc.tuple(fc.constantFrom('menu', 'again', 'play'), fc.constantFrom('answer', 'other', 'x y')).map(([from, to]) => rename({ kind: 'node', path }, from, to)),
    fc.array(node, { minLength: 1, maxLength: 4 }).map((ids) => extractSubflow(path, ids, 'part', { ja: '部分' })),
    node.map((id) => inlineSubflow(path, id)),
  )
}
