import { annotated, validate } from '@madoguchi/engine'
import { type BothLanguages, FlowNode, NodeGroup, StickyNote, documentSchemas, idPattern } from '@madoguchi/schemas'
import { type Json, type JsonObject, isObject, parse } from '../../draft/json.ts'
import type { CopiedNodes, Documents } from '../commands/index.ts'
import { nodeTypes } from '../node-types.ts'
import { isDocumentKind } from '../rename/rename.ts'
import { exists } from '../references/uses.ts'

/** How copied nodes say what they are. */
const mark = 'madoguchi-nodes'
const version = 1
/** More is an import, and not an edit. */
export const mostNodes = 1000
const mostCharacters = 8_000_000

/** What goes to the clipboard: JSON that another window, or another installation, can paste. */
export function toClipboardText(copied: CopiedNodes): string {
  return JSON.stringify({ format: mark, version, ...copied }, null, 2)
}

export type Pasted = { copied: CopiedNodes } | { refused: BothLanguages }

/** Reads what somebody pastes. It may be anything: what cannot be pasted is explained, and nothing of it is taken. */
export function readClipboardText(text: string): Pasted {
  if (text.trim() === '') return refused('クリップボードは空です。先にノードをコピーしてください。', 'The clipboard is empty. Copy nodes first.')
  if (text.length > mostCharacters) return refused('貼り付ける内容が大きすぎます。何も変更していません。フローの読み込みを使ってください。', 'This is too large to paste. Nothing was changed. Import it as a flow instead.')
  const value = parse(text)
  if (value === undefined) return refused(`クリップボードにあるのはノードではありません（「${beginning(text)}」）。フローの図でノードをコピーしてから貼り付けてください。`, `The clipboard holds no nodes ("${beginning(text)}"). Copy nodes on the diagram of a flow, then paste.`)
  if (isObject(value)) {
    if (value.format === mark) return readMarked(value)
    if (typeof value.kind === 'string' && typeof value.id === 'string') return readDocument(value, value.kind)
    if (isFlowNode(value)) return readNodes({ nodes: { pasted: value }, places: {} })
  }
  return foreign(value)
}

function readMarked(value: JsonObject): Pasted {
  if (typeof value.version !== 'number' || value.version > version) return refused('新しい版のMadoguchiでコピーされた内容です。こちらを新しい版にしてから貼り付けてください。', 'This was copied in a newer version of Madoguchi. Update this one, then paste.')
  return readNodes(value)
}

/** A whole call flow can be pasted as its nodes. */
function readDocument(value: JsonObject, kind: string): Pasted {
  if (kind === 'call' && isObject(value.nodes)) {
    const canvas = isObject(value.canvas) ? value.canvas : {}
    return readNodes({ nodes: value.nodes, places: value.layout ?? {}, groups: canvas.groups ?? {}, notes: canvas.notes ?? {} })
  }
  const title = isDocumentKind(kind) ? (documentSchemas as Record<string, { title?: string; 'x-en'?: { title?: string } }>)[kind] : undefined
  return refused(`これは「${String(title?.title ?? kind)}」の設定で、フローには貼り付けられません。`, `This is a document of the kind "${String(title?.['x-en']?.title ?? kind)}", which cannot be pasted into a flow.`)
}

function readNodes(value: JsonObject): Pasted {
  const nodes = isObject(value.nodes) ? value.nodes : {}
  const entries = Object.entries(nodes)
  if (entries.length > mostNodes) return refused(`ノードが${entries.length}個あります。一度に貼り付けられるのは${mostNodes}個までです。何も変更していません。フローの読み込みを使ってください。`, `These are ${entries.length} nodes; ${mostNodes} can be pasted at once. Nothing was changed. Import them as a flow instead.`)
  for (const [id, node] of entries) {
    const [wrong] = new RegExp(idPattern).test(id) ? validate(FlowNode, node) : [{ pointer: '', detail: { ja: `IDに使えない文字があります。`, en: 'the id has characters that are not allowed.' } }]
    if (wrong) return refused(`ノード「${id}」${wrong.pointer} を読み取れません: ${wrong.detail.ja} 何も貼り付けていません。`, `The node "${id}"${wrong.pointer} cannot be read: ${wrong.detail.en} Nothing was pasted.`)
  }
  const copied: CopiedNodes = {
    nodes: nodes as unknown as CopiedNodes['nodes'], places: placesOf(entries.map(([id]) => id), value.places), groups: sound(value.groups, NodeGroup) as NonNullable<CopiedNodes['groups']>,
    notes: sound(value.notes, StickyNote) as NonNullable<CopiedNodes['notes']>,
  }
  if (entries.length === 0 && Object.keys(copied.notes ?? {}).length === 0) return refused('貼り付けるノードがありません。', 'There is no node to paste.')
  return { copied }
}

/** Frames and notes that are not sound are left out: without them the nodes are what they were. */
function sound(value: Json | undefined, schema: typeof NodeGroup | typeof StickyNote): Record<string, unknown> {
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).filter(([id, part]) => new RegExp(idPattern).test(id) && validate(schema, part).length === 0))
}

/** Nodes without a place come one below the other. */
function placesOf(ids: readonly string[], value: Json | undefined): CopiedNodes['places'] {
  const known = isObject(value) ? value : {}
  return Object.fromEntries(
    ids.map((id, index) => {
      const [x, y] = Array.isArray(known[id]) ? known[id] : []
      return [id, typeof x === 'number' && typeof y === 'number' && Number.isFinite(x + y) ? [x, y] : [0, index * 180]] as const
    }),
  )
}

function isFlowNode(value: JsonObject): boolean {
  return typeof value.type === 'string' && isObject(value.config) && value.nodes === undefined && value.id === undefined
}

/** JSON of something else. What other flow editors write is recognised by its shape, so that the explanation can name what it is. */
function foreign(value: Json): Pasted {
  const system = otherSystems.find(({ shape }) => shape(value))
  if (system) {
    const { ja, en } = system.name
    return refused(
      `${ja}のフローのJSONです。ノードの種類と設定の形が違うため、貼り付けられません。何も変更していません。フローのひな形から始めるか、パレットから同じ流れを組み立ててください。`,
      `This is a flow of ${en}. Its nodes and settings have another form and cannot be pasted. Nothing was changed. Begin from a template, or build the same steps from the palette.`,
    )
  }
  return refused('このJSONはMadoguchiのノードではありません。フローの図でコピーした内容か、通話フローのJSONを貼り付けてください。', 'This JSON holds no nodes of Madoguchi. Paste what was copied on the diagram of a flow, or the JSON of a call flow.')
}

const someType = (list: Json | undefined) => Array.isArray(list) && list.some((item) => isObject(item) && typeof item.type === 'string')

/** By the outermost names that each writes; the last is any list of things with a type. */
const otherSystems: readonly { name: BothLanguages; shape(value: Json): boolean }[] = [
  { name: { ja: 'Amazon Connect', en: 'Amazon Connect' }, shape: (value) => isObject(value) && ((typeof value.StartAction === 'string' && Array.isArray(value.Actions)) || (Array.isArray(value.modules) && typeof value.start === 'string')) },
  { name: { ja: 'Twilio Studio', en: 'Twilio Studio' }, shape: (value) => isObject(value) && typeof value.initial_state === 'string' && Array.isArray(value.states) },
  { name: { ja: 'Node-RED', en: 'Node-RED' }, shape: (value) => Array.isArray(value) && value.some((item) => isObject(item) && typeof item.type === 'string' && (Array.isArray(item.wires) || item.type === 'tab')) },
  { name: { ja: '別のシステム', en: 'another system' }, shape: (value) => someType(value) || (isObject(value) && someType(value.nodes)) },
]

/** What is left to do after pasting: types that are not installed, and things that do not exist in this bundle. */
export function pasteRemarks(documents: Documents, copied: CopiedNodes): BothLanguages[] {
  const unknown = [...new Set(Object.values(copied.nodes).map(({ type }) => type))].filter((type) => !nodeTypes.has(type))
  const missing = new Set(
    Object.values(copied.nodes).flatMap(({ type, config }) => {
      const schema = nodeTypes.get(type)?.config
      return schema ? annotated(schema, config).flatMap(({ ref, value }) => (ref && !exists(documents, ref, value) ? [value] : [])) : []
    }),
  )
  const shown = (names: Iterable<string>) => [...names].slice(0, 5).join('、') + ([...names].length > 5 ? ' …' : '')
  return [
    ...(unknown.length > 0 ? [{ ja: `この環境にない種類のノードがあります: ${shown(unknown)}。プラグインを加えるか、ノードを置き換えてください。`, en: `Some nodes are of a type that is not installed: ${shown(unknown)}. Add the plugin, or replace the nodes.` }] : []),
    ...(missing.size > 0 ? [{ ja: `この設定一式にないものを参照しています: ${shown(missing)}。それぞれのノードで選び直すか、同じIDで作成してください。`, en: `Some nodes name what this bundle does not have: ${shown(missing)}. Choose others in the nodes, or make them under the same ids.` }] : []),
  ]
}

function beginning(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line.length > 30 ? `${line.slice(0, 30)}…` : line
}

function refused(ja: string, en: string): Pasted {
  return { refused: { ja, en } }
}
