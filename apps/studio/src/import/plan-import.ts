import { canonicalJson, contentHash, migrateDocuments, readBundle, schemaVersionOf } from '@madoguchi/engine'
import { type BothLanguages, currentSchemaVersion } from '@madoguchi/schemas'
import { type Json, isObject, toJson } from '../draft/json.ts'
import type { Documents } from '../editor/commands/index.ts'
import { renameRefusal } from '../editor/rename/rename.ts'
import { promptHomes } from './needed-by.ts'

/** What somebody decides about a thing that is here already under the same name. */
export type Choice = 'keep' | 'replace' | 'rename'

/** One thing that would come in: a document, a prompt (whichever document holds it), or the head of the bundle. */
export interface ImportItem {
  /** `call/main`, `prompt/g.end`, `bundle`; the key of a choice. */
  key: string
  kind: string
  id: string
  title: BothLanguages
  state: 'new' | 'same' | 'clash' | 'refused'
  reason?: BothLanguages
  choices: readonly Choice[]
}

export interface ImportPlan {
  items: readonly ImportItem[]
  /** What comes in, brought up to the current shape; without what is refused. */
  incoming: Documents
  /** What bringing it up changed. */
  migrated: readonly BothLanguages[]
}

export type Planned = { plan: ImportPlan } | { refused: BothLanguages }

/** Compares what would come in with the draft. Nothing is changed. */
export function planImport(here: Documents, files: Readonly<Record<string, unknown>>): Planned {
  const head = files['bundle.json']
  // A lone document says nothing of its version; migrations look at the shape, so taking it for an old one is safe.
  const from = head === undefined ? 1 : schemaVersionOf(head)
  if (from > currentSchemaVersion) {
    return {
      refused: {
        ja: `より新しい形式（第${from}版）で書かれたファイルです。この製品は第${currentSchemaVersion}版まで読めます。何も変更していません。製品を更新してから読み込むか、書き出した側で古い形式の設定を書き出してください。`,
        en: `The file is written in a newer format (version ${from}); this product reads up to ${currentSchemaVersion}. Nothing was changed. Update the product, or have an older format exported.`,
      },
    }
  }
  const { documents, report } = migrateDocuments(new Map(Object.entries(files)), from)
  const reasons = unreadable(documents)
  const incoming = Object.fromEntries([...documents].filter(([path]) => !reasons.has(path)).map(([path, value]) => [path, toJson(value)]))
  const refused = [...reasons].map(([path, reason]): ImportItem => ({ key: path, kind: path.split('/')[0] ?? '', id: path, title: titleOf(toJson(documents.get(path)), path), state: 'refused', reason, choices: [] }))
  const items = [...Object.keys(incoming).toSorted().flatMap((path) => itemsOf(here, incoming, path)), ...refused]
  return { plan: { items, incoming, migrated: report.steps.map(({ title }) => title) } }
}

/** The first reason why each document cannot be read; findings inside flows that only hinder running are no such reason. */
function unreadable(documents: ReadonlyMap<string, unknown>): Map<string, BothLanguages> {
  const { problems } = readBundle([...documents].map(([path, value]): [string, string] => [path, JSON.stringify(value)]))
  const reasons = new Map<string, BothLanguages>()
  for (const path of documents.keys()) {
    const found = problems.find(({ document, severity }) => severity === 'error' && `${document}.json` === path)
    const place = path === 'bundle.json' || (path.split('/').length === 2 && path.endsWith('.json'))
    if (found) reasons.set(path, found.pointer ? { ja: `${found.pointer}: ${found.message.ja}`, en: `${found.pointer}: ${found.message.en}` } : found.message)
    else if (!place) reasons.set(path, { ja: 'この場所に置ける設定はありません。', en: 'No document can lie in this place.' })
  }
  return reasons
}

function itemsOf(here: Documents, incoming: Documents, path: string): ImportItem[] {
  const document = incoming[path]
  if (path === 'bundle.json') return [headItem(here['bundle.json'], document)]
  if (path.startsWith('prompts/')) return promptItems(here, incoming, document)
  const [kind = '', file = ''] = path.split('/')
  const id = file.replace(/\.json$/, '')
  const mine = here[path]
  const state = mine === undefined ? 'new' : sameMeaning(mine, document) ? 'same' : 'clash'
  return [{ key: `${kind}/${id}`, kind, id, title: titleOf(document, id), state, choices: state === 'clash' ? ['replace', 'keep', 'rename'] : [] }]
}

/** The head is always there; what it lacks of variables, milestones and plugins is added in any case. */
function headItem(mine: Json | undefined, theirs: Json | undefined): ImportItem {
  const state = mine === undefined ? 'new' : sameMeaning(mine, theirs) ? 'same' : 'clash'
  return { key: 'bundle', kind: 'bundle', id: 'bundle', title: titleOf(theirs, 'bundle.json'), state, choices: state === 'clash' ? ['keep', 'replace'] : [] }
}

function promptItems(here: Documents, incoming: Documents, document: Json | undefined): ImportItem[] {
  const homes = promptHomes(here)
  const prompts = isObject(document) && isObject(document.prompts) ? document.prompts : {}
  return Object.entries(prompts).map(([id, prompt]): ImportItem => {
    const home = homes.get(id)
    const mine = home === undefined ? undefined : promptIn(here[home], id)
    const state = mine === undefined ? 'new' : canonicalJson(mine) === canonicalJson(prompt) ? 'same' : 'clash'
    const renames = renameRefusal(incoming, { kind: 'prompt' }, id, `${id}-2`) === undefined
    return { key: `prompt/${id}`, kind: 'prompt', id, title: titleOf(prompt, id), state, choices: state === 'clash' ? (renames ? ['replace', 'keep', 'rename'] : ['replace', 'keep']) : [] }
  })
}

export function promptIn(document: Json | undefined, id: string): Json | undefined {
  return isObject(document) && isObject(document.prompts) ? document.prompts[id] : undefined
}

function sameMeaning(a: Json, b: Json | undefined): boolean {
  return isObject(a) && isObject(b) && contentHash(a) === contentHash(b)
}

function titleOf(value: Json | undefined, otherwise: string): BothLanguages {
  const title: Json | undefined = isObject(value) ? value.title : undefined
  if (!isObject(title) || typeof title.ja !== 'string') return { ja: otherwise, en: otherwise }
  return { ja: title.ja, en: typeof title.en === 'string' ? title.en : title.ja }
}
