import type { Program, ReadBundle } from '@madoguchi/engine'
import type { CallFlow, DocumentKind } from '@madoguchi/schemas'
import type { NodeType } from '@madoguchi/sdk'
import type { Content, ContentTable, CustomTableLayout } from 'pdfmake/interfaces.js'
import { type TreeLine, type TreeNode, flowTree } from './flow-tree.ts'
import { flowDiagram } from './flow-diagram.ts'
import { documentName } from './names.ts'
import { chapter, colours, nothing, paragraph, part, smaller } from './page-design.ts'

interface FlowContext {
  read: ReadBundle
  program: Program | undefined
  nodeTypes: ReadonlyMap<string, NodeType>
}

/** Every call flow: its diagram, where it fits a page, and its tree. */
export function flowSection(number: number, context: FlowContext): Content[] {
  const flows = [...context.read.documents.call.values()].sort((a, b) => Number(isDialled(context, b)) - Number(isDialled(context, a)))
  const intro = paragraph('着信から終話までの流れです。ノードには番号［n］を付け、それぞれ1回だけ記載します。すでに記載したノードへ進むところは「前掲」、あとに記載するところは「後掲」と示します。')
  const title = chapter(number, '通話フロー', { newPage: true })
  if (flows.length === 0) return [title, nothing('通話フローはありません。')]
  return flows.flatMap((flow, index) => oneFlow(number, flow, context, index === 0 ? [title, intro] : []))
}

function isDialled({ read }: FlowContext, { id }: CallFlow): boolean {
  return [...read.documents.numbers.values()].some(({ lines }) => Object.values(lines).some(({ flow }) => flow === id))
}

/** @param opening what stands before the first flow: it shares the page of the diagram */
function oneFlow(number: number, flow: CallFlow, context: FlowContext, opening: Content[]): Content[] {
  const lines = flowTree(flow, context.nodeTypes)
  const numbers = new Map(lines.flatMap((line) => (line.kind === 'node' ? [[line.node.id, line.node.number] as const] : [])))
  const diagram = flowDiagram(flow, { nodeTypes: context.nodeTypes, numbers })
  const spoken = new Set<string>()
  const heading: Content[] = [...opening, part(`${flow.title.ja}（${flow.id}）`, number), ...(flow.description === undefined ? [] : [paragraph(flow.description)])]
  const list = smaller(`流れの一覧: ${flow.title.ja}`)
  const start = diagram
    ? [...on('landscape', heading), diagram, ...on('portrait', [list])]
    : [...(opening.length > 0 ? heading : on('portrait', heading)), nothing('図は、1ページに読める大きさで収まらないため省略しました。流れは次の一覧のとおりです。'), list]
  return [...start, ...lines.map((line) => toContent(line, context, spoken))]
}

/** The first of these begins a page that lies or stands. */
function on(pageOrientation: 'landscape' | 'portrait', [first, ...rest]: Content[]): Content[] {
  return first === undefined ? [] : [{ ...(first as object), pageOrientation, pageBreak: 'before' } as Content, ...rest]
}

const indent = 13

/** A line with the rules of the branches that it lies in: tables touch, so the rules run through. */
function indented(depth: number, cell: Content): ContentTable {
  const layout: CustomTableLayout = {
    hLineWidth: () => 0,
    vLineWidth: (column) => (column > 0 && column <= depth ? 0.6 : 0),
    vLineColor: () => '#b8c4d2',
    paddingLeft: (column) => (column === depth ? 6 : 0), paddingRight: () => 0, paddingTop: () => 1.5, paddingBottom: () => 1.5,
  }
  return { table: { widths: [...Array.from({ length: depth }, () => indent), '*'], body: [[...Array.from({ length: depth }, () => ''), cell]], dontBreakRows: true }, layout }
}

function toContent(line: TreeLine, context: FlowContext, spoken: Set<string>): Content {
  switch (line.kind) {
    case 'start':
      return { text: `■ ${line.title}`, bold: true, fontSize: 9, color: colours.accent, margin: [0, 9, 0, 3] }
    case 'open-exit':
      return indented(line.depth, { text: `${line.label} → 未接続`, fontSize: 8.5, color: colours.caution })
    case 'exit':
      return indented(line.depth, exitLine(line))
    case 'node':
      return indented(line.depth, nodeCell(line.node, context, spoken))
  }
}

function exitLine({ label, to, told }: Extract<TreeLine, { kind: 'exit' }>): Content {
  const where = { here: '', told: '（前掲）', later: '（後掲）' }[told]
  const name = label === '' ? '' : `${label} `
  return { text: [{ text: name, bold: true, color: colours.accent }, { text: told === 'here' ? `↓［${to.number}］` : `→ ［${to.number}］${to.title}${where}`, color: colours.quiet }], fontSize: 8.5 }
}

function nodeCell(node: TreeNode, { read, program }: FlowContext, spoken: Set<string>): Content {
  const facts = [
    ...node.uses.map(({ kind, id }) => `${kindTitle[kind] ?? kind}: ${kind in read.documents ? documentName(read, kind as DocumentKind, id) : id}`),
    ...node.settings.map(({ title, value }) => `${title}: ${value}`),
    ...(node.skip === undefined ? [] : [`スキップ: 実行せず「${node.skip}」へ進みます`]),
  ]
  return {
    stack: [
      { text: [{ text: `［${node.number}］`, color: colours.accent, bold: true }, { text: node.title, bold: true }, { text: `　${node.typeTitle}・${node.id}${node.ends ? '・ここで終わり' : ''}`, color: colours.quiet, fontSize: 7.5 }], fontSize: 9.5 },
      ...node.says.map(({ role, prompt }): Content => ({ text: saidText(role, prompt, program, read, spoken), fontSize: 8.5, margin: [14, 1, 0, 0], lineHeight: 1.15 })),
      ...(facts.length === 0 ? [] : [{ text: facts.join('　／　'), fontSize: 8, color: colours.quiet, margin: [14, 1, 0, 0] } as Content]),
      ...(node.note === undefined ? [] : [{ text: `注: ${node.note}`, fontSize: 8, color: colours.quiet, margin: [14, 1, 0, 0] } as Content]),
    ],
  }
}

const kindTitle: Record<string, string> = { call: '通話フロー', hours: '営業時間', queue: '待ち呼', failover: '障害切替', prompt: '案内', holidays: '祝日' }

/** The words as the caller hears them, once in a flow; after that the id does. */
function saidText(role: string, id: string, program: Program | undefined, read: ReadBundle, spoken: Set<string>): Content[] {
  const name: Content = { text: `${role} ${id}　`, color: colours.quiet, fontSize: 7.5 }
  if (spoken.has(id)) return [name, { text: '（前掲の案内）', color: colours.quiet }]
  spoken.add(id)
  return [name, { text: `「${heardText(id, program, read) ?? '（この案内はありません）'}」` }]
}

/** A prompt as it is heard; what differs from call to call stays `{{…}}`. */
export function heardText(id: string, program: Program | undefined, read: ReadBundle): string | undefined {
  const folded = program?.prompts.get(id)?.utterance?.text
  if (folded !== undefined) return folded
  for (const { prompts } of read.documents.prompts.values()) if (prompts[id]) return prompts[id].text.ja
  return undefined
}
