import type { CallFlow, FlowNode } from '@madoguchi/schemas'
import { annotated } from '@madoguchi/engine'
import { errorExit } from '@madoguchi/sdk'
import { isObject } from '../draft/json.ts'
import { type Language, inLanguage } from '../i18n/language.ts'
import type { Documents } from './commands/index.ts'
import { exitsOf, nodeTypes, summaryOf } from './node-types.ts'

/** What people call a node: its own title, else that of its type. */
export function nodeTitle(node: FlowNode | undefined, language: Language): string {
  if (!node) return ''
  return inLanguage(node.title, language) || inLanguage(nodeTypes.get(node.type)?.title, language) || node.type
}

export function exitTitle(node: FlowNode | undefined, exit: string, language: Language): string {
  if (exit === errorExit.id) return inLanguage(errorExit.title, language)
  const found = exitsOf(nodeTypes.get(node?.type ?? ''), node?.config, node?.next).exits.find(({ id }) => id === exit)
  return found ? inLanguage(found.title, language) : exit
}

/** The key of the telephone stands before what it chooses: `1 納付書の再発行`. */
export function exitLabel(id: string, title: string): string {
  return /^[0-9*#]$/.test(id) && title !== id ? `${id}　${title}` : title
}

/** The summary of a node with ids replaced by what people call those things. */
export function summaryLine(node: FlowNode, titles: ReadonlyMap<string, string>, language: Language): string {
  const type = nodeTypes.get(node.type)
  const summary = inLanguage(summaryOf(type, node.config), language)
  if (!summary || !type) return ''
  const refs = annotated(type.config, node.config).flatMap(({ ref, value }) => (ref ? [{ value, title: titles.get(`${ref} ${value}`) }] : []))
  return refs.toSorted((a, b) => b.value.length - a.value.length).reduce((line, { value, title }) => (title ? line.replaceAll(value, title) : line), summary)
}

/** Titles of everything that a config can refer to, by `kind id`; prompts are `prompt id`. */
export function referenceTitles(documents: Documents, language: Language): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  const add = (key: string, value: unknown) => {
    if (isObject(value) && isObject(value.title) && typeof value.title.ja === 'string') titles.set(key, inLanguage({ ja: value.title.ja, en: typeof value.title.en === 'string' ? value.title.en : undefined }, language))
  }
  const bundle = documents['bundle.json']
  if (isObject(bundle) && isObject(bundle.milestones)) for (const [id, title] of Object.entries(bundle.milestones)) add(`milestone ${id}`, { title })
  for (const [path, document] of Object.entries(documents)) {
    add(path.replace(/\.json$/, '').replace('/', ' '), document)
    if (isObject(document) && document.kind === 'prompts' && isObject(document.prompts)) for (const [id, prompt] of Object.entries(document.prompts)) add(`prompt ${id}`, prompt)
  }
  return titles
}

/** Nodes in the order in which a call can meet them, from the entry; those that no call meets come last. */
export function readingOrder(flow: CallFlow): string[] {
  const order = new Set<string>()
  const visit = (roots: readonly (string | undefined)[]) => {
    const open = roots.filter((id) => id !== undefined)
    for (let id = open.shift(); id !== undefined; id = open.shift()) {
      const node = Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined
      if (order.has(id) || !node) continue
      order.add(id)
      const { exits } = exitsOf(nodeTypes.get(node.type), node.config, node.next)
      open.push(...[...exits.map((exit) => exit.id), errorExit.id].map((exit) => node.next?.[exit]).filter((next) => next !== undefined))
    }
  }
  visit([flow.entry])
  visit([flow.onError, flow.onHangup])
  visit(Object.keys(flow.nodes))
  return [...order]
}
