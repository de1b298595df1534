import { renameInExpression, renameInTemplate } from '@madoguchi/engine'
import { type BothLanguages, type DocumentKind, documentKinds } from '@madoguchi/schemas'
import { type Json, type JsonObject, isObject, toJson } from '../../draft/json.ts'
import { type Command, type Documents, type Patch, applyPatches, change, flowOf, rewrite, valueAt } from '../commands/index.ts'
import { moveNodePaths } from '../references/node-paths.ts'
import { mapScenarioChanges } from '../references/scenario-changes.ts'
import { type AnnotatedPlace, annotatedPlaces, exists, markedPlaces, usesOf } from '../references/uses.ts'

/** What can be given another id; a node's belongs to its flow. */
export type Renamable = { kind: 'node'; path: string } | { kind: 'prompt' } | { kind: 'variable' } | { kind: DocumentKind }

const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/
const variableForm = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Functions of expressions that take the id of a document (engine: release-functions.ts). */
const documentFunctions: Readonly<Record<string, readonly string[]>> = { hours: ['spokenHours'] }

/** Why a new id cannot be taken; undefined when it can. */
export function renameRefusal(documents: Documents, what: Renamable, from: string, to: string): BothLanguages | undefined {
  if (!(what.kind === 'variable' ? variableForm : idForm).test(to)) {
    return what.kind === 'variable'
      ? { ja: '変数の名前には、英字、数字、_ を使えます。数字では始められません。', en: 'A variable is named with letters, digits and _, and does not begin with a digit.' }
      : { ja: 'IDには、英数字と . _ - を80文字まで使えます。英数字で始めてください。', en: 'An id has up to 80 letters, digits, . _ and -, and begins with a letter or digit.' }
  }
  if (to === from) return undefined
  if (taken(documents, what, to)) return { ja: `「${to}」はすでに使われています。別の名前にしてください。`, en: `"${to}" is used already. Choose another name.` }
  if (what.kind === 'prompt') return seriesRefusal(documents, from)
  return what.kind === 'variable' ? unclearRefusal(documents, from, to) : undefined
}

function taken(documents: Documents, what: Renamable, to: string): boolean {
  if (what.kind === 'node') return Object.hasOwn(flowOf(documents, what.path)?.nodes ?? {}, to)
  return what.kind === 'variable' ? variablesOf(documents).has(to) : exists(documents, what.kind, to)
}

/** A prompt of a series is found by the beginning of its id and a digit; one of them alone cannot be called otherwise. */
function seriesRefusal(documents: Documents, prompt: string): BothLanguages | undefined {
  const series = markedPlaces(documents, 'x-ref-digits').find(({ value }) => typeof value === 'string' && prompt.startsWith(value) && /^[0-9]$/.test(prompt.slice(value.length)))
  if (!series) return undefined
  return {
    ja: `この案内は、数字の読み上げの一続き（${String(series.value)}0〜9）として ${series.path} のノード「${series.node}」が使っています。1つだけ名前を変えると読み上げられなくなります。`,
    en: `This prompt is one of a series of digits (${String(series.value)}0 to 9) that the node "${series.node}" in ${series.path} speaks. Renamed alone it would no longer be found.`,
  }
}

function unclearRefusal(documents: Documents, from: string, to: string): BothLanguages | undefined {
  const unclear = annotatedPlaces(documents).find((place) => renamedText(place, from, to) === undefined)
  if (!unclear) return undefined
  const where = `${unclear.path} ${unclear.pointer}`
  return {
    ja: `式「${unclear.value}」（${where}）が変数「${from}」を使うかどうかを判断できません。先にこの式を直してください。何も変更していません。`,
    en: `It cannot be told whether the expression "${unclear.value}" (${where}) uses "${from}". Mend it first. Nothing was changed.`,
  }
}

/** Names of variables: of the bundle, set by nodes, and given or expected by scenarios. */
export function variablesOf(documents: Documents): Set<string> {
  const bundle = documents['bundle.json']
  const own = isObject(bundle) && isObject(bundle.variables) ? Object.keys(bundle.variables) : []
  return new Set([...own, ...markedPlaces(documents, 'x-assigns').flatMap(({ value }) => (typeof value === 'string' ? [value] : []))])
}

const labels: Record<'node' | 'prompt' | 'variable' | 'document', BothLanguages> = {
  node: { ja: 'ノードのIDの変更', en: 'changing the id of a node' },
  prompt: { ja: '案内のIDの変更', en: 'changing the id of a prompt' },
  variable: { ja: '変数名の変更', en: 'renaming a variable' },
  document: { ja: '設定のIDの変更', en: 'changing the id of a document' },
}

/** Gives something another id, and follows it wherever the bundle names it: one step of undo. Does nothing where `renameRefusal` says why. */
export function rename(what: Renamable, from: string, to: string): Command {
  return {
    label: labels[what.kind === 'node' || what.kind === 'prompt' || what.kind === 'variable' ? what.kind : 'document'],
    patches(documents) {
      if (from === to || renameRefusal(documents, what, from, to)) return []
      if (what.kind === 'node') return renamedNode(documents, what.path, from, to)
      if (what.kind === 'prompt') return [...replaceReferences(documents, 'prompt', from, to), ...renamedKeys(documents, 'prompts', from, to)]
      return what.kind === 'variable' ? renamedVariable(documents, from, to) : renamedDocument(documents, what.kind, from, to)
    },
  }
}

function renamedNode(documents: Documents, path: string, from: string, to: string): Patch[] {
  const flow = flowOf(documents, path)
  if (!flow || !Object.hasOwn(flow.nodes, from)) return []
  const follow = (id: string) => (id === from ? to : id)
  const keyed = <Part>(parts: Record<string, Part>) => Object.fromEntries(Object.entries(parts).map(([id, part]) => [follow(id), part]))
  const nodes = keyed(Object.fromEntries(Object.entries(flow.nodes).map(([id, node]) => [id, { ...node, next: Object.fromEntries(Object.entries(node.next ?? {}).map(([exit, target]) => [exit, follow(target)])) }])))
  const { canvas } = flow
  const groups = canvas?.groups && Object.fromEntries(Object.entries(canvas.groups).map(([id, group]) => [id, { ...group, nodes: group.nodes.map(follow) }]))
  const after = {
    ...flow, nodes, entry: follow(flow.entry), onError: flow.onError && follow(flow.onError), onHangup: flow.onHangup && follow(flow.onHangup), layout: flow.layout && keyed(flow.layout),
    canvas: canvas && { ...canvas, groups, pinned: canvas.pinned && keyed(canvas.pinned) },
  }
  const id = path.slice('call/'.length, -'.json'.length)
  return [...rewrite(documents, path, toJson(after)), ...moveNodePaths(documents, (of, node) => (of === id && node === from ? { flow: id, node: to } : undefined))]
}

/** Sets every place that names a thing to its new name. */
export function replaceReferences(documents: Documents, kind: string, from: string, to: string): Patch[] {
  return inOrder(documents, usesOf(documents, kind, from).map(({ path, at }) => (now) => setAt(now, path, at, to)))
}

/** Lists are one place to a patch; whichever item changes, the list is set. */
function setAt(documents: Documents, path: string, at: readonly string[], value: Json): Patch[] {
  return rewrite(documents, path, replaced(documents[path] ?? null, at, value))
}

function replaced(value: Json, [key, ...inner]: readonly string[], after: Json): Json {
  if (key === undefined) return after
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? replaced(item, inner, after) : item))
  return isObject(value) ? { ...value, [key]: replaced(value[key] ?? null, inner, after) } : value
}

/** Renames a key of a map that stands at the top of documents of a kind (`prompts.prompts`). */
function renamedKeys(documents: Documents, kind: string, from: string, to: string): Patch[] {
  return Object.entries(documents).flatMap(([path, document]) => {
    const things = isObject(document) && document.kind === kind ? document[kind] : undefined
    if (!isObject(things) || !Object.hasOwn(things, from)) return []
    return [...change(documents, path, [kind, from], undefined), ...change(documents, path, [kind, to], things[from])]
  })
}

/** A document is found by its id, which is the name of its file: the file moves. */
function renamedDocument(documents: Documents, kind: DocumentKind, from: string, to: string): Patch[] {
  const [old, fresh] = [`${kind}/${from}.json`, `${kind}/${to}.json`]
  const follows = inOrder(documents, [
    (now) => replaceReferences(now, kind, from, to),
    (now) => calledByName(now, kind, from, to),
    (now) => (kind === 'call' ? moveNodePaths(now, (flow, node) => (flow === from ? { flow: to, node } : undefined)) : []),
    (now) => (kind === 'queue' ? expectedTargets(now, from, to) : []),
  ])
  const moved = applyPatches(documents, follows)
  const document = moved[old]
  if (!isObject(document)) return []
  return [...follows, { document: old, at: [], before: document, after: undefined }, ...rewrite(moved, fresh, { ...document, id: to })]
}

function inOrder(documents: Documents, steps: readonly ((now: Documents) => Patch[])[]): Patch[] {
  return steps.reduce<Patch[]>((patches, step) => [...patches, ...step(applyPatches(documents, patches))], [])
}

/** `$spokenHours("business-hours")` names a document inside an expression. */
function calledByName(documents: Documents, kind: string, from: string, to: string): Patch[] {
  const escaped = from.replaceAll(/[.\\-]/g, '\\$&')
  return inOrder(documents, (documentFunctions[kind] ?? []).flatMap((name) => {
    const call = new RegExp(`(\\$${name}\\(\\s*)(["'])${escaped}\\2`, 'g')
    return annotatedPlaces(documents).filter(({ expression, template }) => expression || template).map((place) => (now: Documents) => setAt(now, place.path, place.at, place.value.replaceAll(call, (_whole, before: string, quote: string) => `${before}${quote}${to}${quote}`)))
  }))
}

/** Scenarios expect the outcome "queued in …" by the id of the queue. */
function expectedTargets(documents: Documents, from: string, to: string): Patch[] {
  return Object.entries(documents).flatMap(([path, document]) => (isObject(document) && document.kind === 'scenario' && valueAt(document, ['then', 'outcome', 'target']) === from ? change(documents, path, ['then', 'outcome', 'target'], to) : []))
}

function renamedVariable(documents: Documents, from: string, to: string): Patch[] {
  const texts = annotatedPlaces(documents).filter(({ expression, template }) => expression || template)
  return inOrder(documents, [
    ...texts.map((place: AnnotatedPlace) => (now: Documents) => setAt(now, place.path, place.at, renamedText(place, from, to) ?? place.value)),
    ...markedPlaces(documents, 'x-assigns').filter(({ value }) => value === from).map(({ path, at }) => (now: Documents) => setAt(now, path, at, to)),
    ...Object.keys(documents).flatMap((path) => namedMaps(path, documents[path]).map((at) => (now: Documents) => renamedKey(now, path, at, from, to))),
    (now: Documents) => mapScenarioChanges(now, (made) => ({ ...made, variables: isObject(made.variables) ? Object.fromEntries(Object.entries(made.variables).map(([name, value]) => [name === from ? to : name, value])) : {} })),
  ])
}

/** Where variables are keys: of the bundle, and what scenarios give and expect. */
function namedMaps(path: string, document: Json | undefined): string[][] {
  if (path === 'bundle.json') return [['variables']]
  return isObject(document) && document.kind === 'scenario' ? [['given', 'variables'], ['then', 'variables']] : []
}

function renamedKey(documents: Documents, path: string, at: readonly string[], from: string, to: string): Patch[] {
  const variables: JsonObject | undefined = isObject(valueAt(documents[path], at)) ? (valueAt(documents[path], at) as JsonObject) : undefined
  if (!variables || !Object.hasOwn(variables, from)) return []
  return [...change(documents, path, [...at, from], undefined), ...change(documents, path, [...at, to], variables[from])]
}

function renamedText({ value, expression, template }: AnnotatedPlace, from: string, to: string): string | undefined {
  if (expression) return renameInExpression(value, from, to)
  return template ? renameInTemplate(value, from, to) : value
}

/** How many places follow a new id. */
export function usesToFollow(documents: Documents, what: Renamable, id: string): number {
  if (what.kind === 'node') {
    const flow = flowOf(documents, what.path)
    const wires = Object.values(flow?.nodes ?? {}).flatMap(({ next }) => Object.values(next ?? {}))
    return [...wires, flow?.entry, flow?.onError, flow?.onHangup].filter((target) => target === id).length
  }
  if (what.kind !== 'variable') return usesOf(documents, what.kind, id).length
  const texts = annotatedPlaces(documents).filter((place) => (place.expression || place.template) && renamedText(place, id, `${id}_`) !== place.value)
  return texts.length + markedPlaces(documents, 'x-assigns').filter(({ value }) => value === id).length
}

/** Whether an id belongs to a kind of document. */
export function isDocumentKind(kind: string): kind is DocumentKind {
  return (documentKinds as readonly string[]).includes(kind)
}
