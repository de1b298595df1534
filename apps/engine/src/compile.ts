import { unrecordedTexts } from './unrecorded-texts.ts'
import { type BothLanguages, type Bundle, type Line, type Problem, documentSchemas } from '@madoguchi/schemas'
import type { NodeType } from '@madoguchi/sdk'
import { type Documents, type ReadBundle, readBundle } from './bundle-reader.ts'
import { escapePointer } from './json-pointer.ts'
import { compileFlow } from './compile-flow.ts'
import { type AudioFacts, compilePrompts } from './compile-prompts.ts'
import { type AnnotatedPlace, TextCompiler, annotatedPlaces } from './compile-texts.ts'
import { resolveVariables } from './compile-variables.ts'
import { type HoursTable, compileHours, hoursProblems } from './hours/index.ts'
import { isTimeZone } from './hours/local-clock.ts'
import { problem } from './problems.ts'
import { type Flow, type Program, normaliseNumber } from './program.ts'
import { releaseFunctions } from './release-functions.ts'
import { compileTable, tableProblems } from './tables/index.ts'

export type NodeTypes = ReadonlyMap<string, NodeType>

export interface Compiled {
  /** Absent only when `bundle.json` itself cannot be used. Documents with fatal problems are left out of it. */
  program: Program | undefined
  problems: Problem[]
}

export interface CompileOptions {
  nodeTypes: NodeTypes
  /** Left out where audio is not at hand (a fragment in the editor): then missing files are no finding. */
  audio?: AudioFacts
  /** Plugins that are installed. Left out: the bundle's list is not checked. */
  plugins?: ReadonlySet<string>
}

/** Reads and compiles a bundle once for a release: schemas validated, references resolved, expressions compiled, exits bound. Never throws for bad content. */
export async function compileBundle(files: Iterable<readonly [path: string, text: string]>, options: CompileOptions): Promise<Compiled> {
  return compile(readBundle(files), options)
}

/** Compiles what was read. */
export async function compile({ bundle, documents, problems: readProblems }: ReadBundle, options: CompileOptions): Promise<Compiled> {
  const problems = [...readProblems]
  if (!bundle) return { program: undefined, problems }
  if (!isTimeZone(bundle.timeZone)) problems.push(problem('unknown-time-zone', { document: 'bundle', pointer: '/timeZone' }, { timeZone: bundle.timeZone }))
  const functions = releaseFunctions(documents)
  const hours = compileAllHours(bundle, documents, problems)
  const tables = new Map([...documents.table].map(([id, table]) => [id, compileTable(table)]))
  for (const table of documents.table.values()) problems.push(...tableProblems(table))
  const places = annotatedPlaces(bundle, documents, options.nodeTypes)
  const texts = new TextCompiler(functions, problems)
  await texts.compile(places)
  const variables = await resolveVariables(bundle, texts, problems)
  const prompts = await compilePrompts({ bundle, documents, variables, texts, audio: options.audio, problems })
  const flows = compileFlows(documents, options.nodeTypes, problems, new Set(bundle.plugins))
  const lines = collectLines(documents, problems)
  checkPlugins(bundle, options, problems)
  checkReferences(places, bundle, documents, problems)
  if (!options.audio?.speaks) problems.push(...unrecordedTexts(flows, prompts))
  const { expressions, templates } = texts
  const program: Program = {
    bundle, documents, timeZone: bundle.timeZone, variables, flows, lines, prompts, queues: documents.queue, hours, tables, expressions, templates, functions,
  }
  return { program, problems }
}

function compileAllHours(bundle: Bundle, documents: Documents, problems: Problem[]): Map<string, HoursTable> {
  const lookups = { timeZone: bundle.timeZone, hours: (id: string) => documents.hours.get(id), holidays: (id: string) => documents.holidays.get(id) }
  for (const [id, hours] of documents.hours) {
    for (const { code, severity, pointer, ja, en } of hoursProblems(hours, lookups)) problems.push({ code, severity, document: `hours/${id}`, pointer, message: { ja, en } })
  }
  return new Map([...documents.hours].map(([id, hours]) => [id, compileHours(hours, lookups)]))
}

function compileFlows(documents: Documents, nodeTypes: NodeTypes, problems: Problem[], plugins: ReadonlySet<string>): Map<string, Flow> {
  const flows = new Map<string, Flow>()
  for (const [id, document] of documents.call) {
    const flow = compileFlow(document, nodeTypes, problems, plugins)
    if (flow) flows.set(id, flow)
  }
  return flows
}

function collectLines(documents: Documents, problems: Problem[]): Map<string, Line> {
  const lines = new Map<string, Line>()
  const origin = new Map<string, string>()
  for (const [id, document] of documents.numbers) {
    for (const [number, line] of Object.entries(document.lines)) {
      const key = normaliseNumber(number)
      const pointer = `/lines/${escapePointer(number)}`
      const other = origin.get(key)
      if (other) problems.push(problem('duplicate-number', { document: `numbers/${id}`, pointer }, { number, other }))
      else lines.set(key, line)
      origin.set(key, `numbers/${id} ${pointer}`)
    }
  }
  if (![...lines.values()].some(({ flow }) => flow !== undefined)) problems.push(problem('no-numbers', { document: 'bundle', pointer: '' }))
  return lines
}

function checkPlugins(bundle: Bundle, { plugins }: CompileOptions, problems: Problem[]): void {
  if (!plugins) return
  bundle.plugins.forEach((plugin, index) => {
    if (!plugins.has(plugin)) problems.push(problem('unknown-plugin', { document: 'bundle', pointer: `/plugins/${index}` }, { plugin }))
  })
}

/** A prompt with a broken text is there all the same; it has a problem of its own. */
function checkReferences(places: readonly AnnotatedPlace[], { milestones = {} }: Bundle, documents: Documents, problems: Problem[]): void {
  const prompts = new Set([...documents.prompts.values()].flatMap(({ prompts: some }) => Object.keys(some)))
  const known: Record<string, { has(id: string): boolean }> = { ...documents, prompt: prompts, milestone: new Set(Object.keys(milestones)) }
  for (const { place, found } of places) {
    if (found.ref && !known[found.ref]?.has(found.value)) problems.push(problem('missing-reference', place, { kind: kindName(found.ref), id: found.value }))
  }
}

/** What people call a kind of thing that is referred to: the title of its schema. */
function kindName(ref: string): BothLanguages {
  if (ref === 'prompt') return { ja: '音声案内', en: 'prompt' }
  if (ref === 'milestone') return { ja: '到達点', en: 'milestone' }
  const schema = (documentSchemas as Record<string, { title?: string; 'x-en'?: { title?: string } }>)[ref]
  return { ja: schema?.title ?? ref, en: schema?.['x-en']?.title?.toLowerCase() ?? ref }
}
