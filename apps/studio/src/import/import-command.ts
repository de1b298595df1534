import type { BothLanguages } from '@madoguchi/schemas'
import { type Json, type JsonObject, isObject } from '../draft/json.ts'
import { type Command, type Documents, type Patch, applyPatches, freeKey, rewrite } from '../editor/commands/index.ts'
import { isDocumentKind, rename } from '../editor/rename/rename.ts'
import { promptHomes } from './needed-by.ts'
import { type Choice, type ImportItem, type ImportPlan, promptIn } from './plan-import.ts'

export interface ImportDecision {
  /** By key of the item; what is not decided is kept as it is here. */
  choices: Readonly<Record<string, Choice>>
  /** Names that somebody chose for what is renamed, by key; else a free one is made. */
  names?: Readonly<Record<string, string>>
  /** Also takes away what the file does not have, as `madoguchi import` does. */
  removeOthers?: boolean
  label?: BothLanguages
}

/** What an import makes of the draft, and what things of the file are called here where that differs. */
export interface Imported {
  documents: Documents
  names: Readonly<Record<string, string>>
}

/** Works out the draft after an import. Pure: the preview and the command are of one mind. */
export function imported(here: Documents, { items, incoming: given }: ImportPlan, decision: ImportDecision): Imported {
  const names: Record<string, string> = {}
  let incoming = given
  const renamedTo = (item: ImportItem) => (item.state !== 'refused' && decision.names?.[item.key] !== item.id ? decision.names?.[item.key] : undefined)
  // A name that somebody chose makes a thing of its own, also where the same is here already.
  const decided = (item: ImportItem): Choice | 'new' | 'none' => (renamedTo(item) !== undefined ? 'rename' : item.state === 'new' ? 'new' : item.state === 'clash' ? (decision.choices[item.key] ?? 'keep') : 'none')
  for (const item of items) {
    if (decided(item) !== 'rename') continue
    const to = renamedTo(item) ?? freeName(here, incoming, item)
    const what = isDocumentKind(item.kind) ? { kind: item.kind } : { kind: 'prompt' as const }
    incoming = applyPatches(incoming, rename(what, item.id, to).patches(incoming))
    names[item.key] = to
  }
  const kept: Record<string, Json | undefined> = decision.removeOthers ? {} : { ...here }
  if (decision.removeOthers && here['bundle.json'] !== undefined) kept['bundle.json'] = here['bundle.json']
  for (const item of items) {
    const choice = decided(item)
    if (item.kind === 'prompt' || item.kind === 'bundle' || item.state === 'refused') continue
    const path = `${item.kind}/${names[item.key] ?? item.id}.json`
    if (choice === 'new' || choice === 'replace' || choice === 'rename') kept[path] = incoming[path]
    else if (here[path] !== undefined) kept[path] = here[path]
  }
  const wanted = items.filter(({ kind }) => kind === 'prompt').map((item) => ({ id: names[item.key] ?? item.id, choice: decided(item) }))
  addPrompts(kept, here, incoming, wanted)
  const head = items.find(({ kind }) => kind === 'bundle')
  if (head) kept['bundle.json'] = mergedHead(here['bundle.json'], incoming['bundle.json'], decided(head) !== 'replace' ? 'mine' : decision.removeOthers ? 'theirs alone' : 'theirs')
  return { documents: Object.fromEntries(Object.entries(kept).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]]))), names }
}

/** One undoable step. */
export function importCommand(plan: ImportPlan, decision: ImportDecision, finish: (after: Imported) => Documents = ({ documents }) => documents): Command {
  return {
    label: decision.label ?? { ja: '設定の読み込み', en: 'importing documents' },
    patches(here): Patch[] {
      const after = finish(imported(here, plan, decision))
      return [...new Set([...Object.keys(here), ...Object.keys(after)])].flatMap((path) => rewrite(here, path, after[path]))
    },
  }
}

function freeName(here: Documents, incoming: Documents, { kind, id }: ImportItem): string {
  const ids = (documents: Documents) => (kind === 'prompt' ? [...promptHomes(documents).keys()] : Object.keys(documents).flatMap((path) => (path.startsWith(`${kind}/`) ? [path.slice(kind.length + 1, -'.json'.length)] : [])))
  return freeKey(Object.fromEntries([...ids(here), ...ids(incoming)].map((taken) => [taken, true])), id)
}

/** A prompt that is here already is replaced where it stands; a new one comes in the document that brings it. */
function addPrompts(kept: Record<string, Json | undefined>, here: Documents, incoming: Documents, wanted: readonly { id: string; choice: Choice | 'new' | 'none' }[]): void {
  const [mine, theirs] = [promptHomes(here), promptHomes(incoming)]
  for (const { id, choice } of wanted) {
    const from = theirs.get(id) ?? ''
    const home = mine.get(id)
    const prompt = choice === 'keep' || choice === 'none' ? promptIn(here[home ?? ''], id) : promptIn(incoming[from], id)
    const path = home ?? from
    if (prompt === undefined || path === '') continue
    const base: JsonObject = objectAt(kept[path]) ?? emptied(objectAt(here[path]) ?? objectAt(incoming[path]) ?? {})
    kept[path] = { ...base, prompts: { ...(isObject(base.prompts) ? base.prompts : {}), [id]: prompt } }
  }
}

function objectAt(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined
}

function emptied(document: JsonObject): JsonObject {
  return { ...document, prompts: {} }
}

/**
 * What nodes and texts name must be there, those that come in and those that stay: variables, milestones and plugins are those of both, and
 * where they differ, those of whoever's head it is. Only a bundle that takes everything else away brings its head alone.
 */
function mergedHead(mine: Json | undefined, theirs: Json | undefined, whose: 'mine' | 'theirs' | 'theirs alone'): Json {
  if (!isObject(theirs)) return mine ?? {}
  if (!isObject(mine) || whose === 'theirs alone') return theirs
  const [first, second] = whose === 'mine' ? [theirs, mine] : [mine, theirs]
  const both = (name: 'variables' | 'milestones') => ({ ...(isObject(first[name]) ? first[name] : {}), ...(isObject(second[name]) ? second[name] : {}) })
  const plugins = [...new Set([mine.plugins, theirs.plugins].flatMap((list) => (Array.isArray(list) ? list : [])))]
  const milestones = both('milestones')
  return { ...second, variables: both('variables'), plugins, ...(Object.keys(milestones).length > 0 ? { milestones } : {}) }
}
