import { type Json, type JsonObject, isObject } from '../draft/json.ts'
import type { Documents } from '../editor/commands/index.ts'
import { annotatedPlaces, markedPlaces } from '../editor/references/uses.ts'

/** Documents that say what leads to a flow, or try it: a flow does not need them to be what it is. */
const outside = new Set(['numbers', 'scenario', 'template'])

/**
 * A flow with everything that it needs to run: flows it goes to, hours with their holidays, queues, tables, the prompts that are named (and of
 * their documents those alone), and of `bundle.json` the head with the variables and milestones that are used. Lines, scenarios and templates
 * stay behind.
 */
export function neededBy(documents: Documents, path: string): Documents {
  const places = annotatedPlaces(documents)
  const series = markedPlaces(documents, 'x-ref-digits').concat(markedPlaces(documents, 'x-ref-fragments'))
  const homes = promptHomes(documents)
  const taken = new Set<string>()
  const prompts = new Set<string>()
  const variables = new Set<string>()
  const milestones = new Set<string>()
  const open = [path]
  const bundle = isObject(documents['bundle.json']) ? documents['bundle.json'] : {}
  const follow = (at: string, pointer: (pointer: string) => boolean) => {
    for (const place of places) {
      if (place.path !== at || !pointer(place.pointer)) continue
      if (place.ref === 'prompt') addPrompt(place.value)
      else if (place.ref === 'milestone') milestones.add(place.value)
      else if (place.ref && !outside.has(place.ref)) open.push(`${place.ref}/${place.value}.json`)
      if (place.expression || place.template) readText(place.value)
    }
    for (const { path: of, value } of series) {
      if (of === at && typeof value === 'string') for (const prompt of homes.keys()) if (prompt.startsWith(value)) addPrompt(prompt)
    }
  }
  const addPrompt = (id: string) => {
    const home = homes.get(id)
    if (home === undefined || prompts.has(id)) return
    prompts.add(id)
    follow(home, (pointer) => pointer.startsWith(`/prompts/${escapeKey(id)}/`))
  }
  const readText = (text: string) => {
    for (const [, id = ''] of text.matchAll(/\$spokenHours\(\s*["']([^"']+)["']/g)) open.push(`hours/${id}.json`)
    for (const [word] of text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) {
      if (variables.has(word) || !isObject(bundle.variables) || !Object.hasOwn(bundle.variables, word)) continue
      variables.add(word)
      const value = bundle.variables[word]
      if (typeof value === 'string') readText(value)
    }
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (taken.has(next) || documents[next] === undefined) continue
    taken.add(next)
    follow(next, () => true)
  }
  follow('bundle.json', (pointer) => pointer.startsWith('/safeDefault'))
  return { ...Object.fromEntries([...taken].map((at) => [at, documents[at] as Json])), ...promptsOnly(documents, homes, prompts), 'bundle.json': headOnly(bundle, variables, milestones) }
}

/** Prompt id → the path of the document that it stands in. */
export function promptHomes(documents: Documents): Map<string, string> {
  return new Map(Object.entries(documents).flatMap(([path, document]) => (path.startsWith('prompts/') && isObject(document) && isObject(document.prompts) ? Object.keys(document.prompts).map((id) => [id, path] as const) : [])))
}

function promptsOnly(documents: Documents, homes: ReadonlyMap<string, string>, wanted: ReadonlySet<string>): Documents {
  const paths = new Set([...wanted].map((id) => homes.get(id) ?? ''))
  return Object.fromEntries(
    [...paths].flatMap((path) => {
      const document = documents[path]
      if (!isObject(document) || !isObject(document.prompts)) return []
      return [[path, { ...document, prompts: Object.fromEntries(Object.entries(document.prompts).filter(([id]) => wanted.has(id))) }]]
    }),
  )
}

function headOnly(bundle: JsonObject, variables: ReadonlySet<string>, milestones: ReadonlySet<string>): Json {
  const some = (part: Json | undefined, wanted: ReadonlySet<string>) => Object.fromEntries(Object.entries(isObject(part) ? part : {}).filter(([name]) => wanted.has(name)))
  const { milestones: _milestones, ...head } = bundle
  return { ...head, variables: some(bundle.variables, variables), ...(milestones.size > 0 ? { milestones: some(bundle.milestones, milestones) } : {}) }
}

const escapeKey = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
