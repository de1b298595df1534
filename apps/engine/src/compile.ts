import { type AnyDocument, type BothLanguages, type Bundle, type Hours, type Line, type Problem, type Prompt, documentKinds, documentSchemas } from '@madoguchi/schemas'
import type { NodeType, Utterance } from '@madoguchi/sdk'
import { annotated } from './annotations.ts'
import { type Documents, type ReadBundle, escapePointer, readBundle } from './bundle-reader.ts'
import { sha256Hex } from './canonical.ts'
import { type Expression, ExpressionError, compileExpression } from './expressions.ts'
import { compileFlow } from './compile-flow.ts'
import { type HoursTable, compileHours, hoursProblems } from './hours/index.ts'
import { problem } from './problems.ts'
import { type Flow, type Program, type SpokenPrompt, normaliseNumber } from './program.ts'
import { speakHours } from './speak-hours.ts'
import { type Template, compileTemplate, isConstantGiven, renderTemplate } from './templates.ts'
import { validate, withDefaults } from './validate.ts'

export type NodeTypes = ReadonlyMap<string, NodeType>

/** What is known of the audio files beside the documents: the hash in the name, and whether the content has it. */
export interface AudioFacts {
  has(sha256: string): boolean
  corrupt?(sha256: string): boolean
}

export interface Compiled {
  /** Absent only when `bundle.json` itself cannot be used. Documents with fatal problems are left out of it. */
  program: Program | undefined
  problems: Problem[]
}

export interface CompileOptions {
  nodeTypes: NodeTypes
  /** Left out where audio is not at hand (a fragment in the editor): then missing files are no finding. */
  audio?: AudioFacts
  /** Plugins that are installed; left out: those of the node types are. */
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
  const texts = new TextCompiler(problems)
  const hours = compileAllHours(bundle, documents, problems)
  collectTexts(bundle, documents, options.nodeTypes, texts)
  await texts.tryOut(releaseClock(documents))
  const variables = await resolveVariables(bundle, documents, texts, problems)
  const prompts = await compilePrompts(bundle, documents, variables, texts, options, problems)
  const flows = compileFlows(documents, options.nodeTypes, problems)
  const lines = collectLines(documents, problems)
  checkPlugins(bundle, options, problems)
  checkReferences(bundle, documents, prompts, options.nodeTypes, problems)
  const program: Program = {
    bundle, documents, timeZone: bundle.timeZone, variables, flows, lines, prompts, hours,
    queues: new Map([...documents.queue].map(([id, queue]) => [id, queue])),
    expressions: texts.expressions,
    templates: texts.templates,
  }
  return { program, problems }
}

/** Compiles every expression and template once, whoever uses it; a broken one is a problem at its place. */
class TextCompiler {
  readonly expressions = new Map<string, Expression>()
  readonly templates = new Map<string, Template>()
  readonly #places = new Map<string, Place>()
  readonly #problems: Problem[]

  constructor(problems: Problem[]) {
    this.#problems = problems
  }

  /** Evaluates each expression once on nothing. What runs away even then is found before a call finds it; other failures depend on the data. */
  async tryOut(clock: ReturnType<typeof releaseClock>): Promise<void> {
    for (const [text, expression] of this.expressions) {
      try {
        await expression.evaluate({ contact: {} }, clock)
      } catch (error) {
        const place = this.#places.get(text)
        if (error instanceof ExpressionError && error.exceeded && place) this.#problems.push(problem('expression', place, { expression: excerpt(text), detail: error.message }))
      }
    }
  }

  expression(text: string, place: Place): void {
    this.#places.set(text, this.#places.get(text) ?? place)
    this.#guard(() => this.expressions.set(text, compileExpression(text)), (detail) => problem('expression', place, { expression: excerpt(text), detail }))
  }

  template(text: string, place: Place): Template | undefined {
    return this.#guard(() => {
      const template = compileTemplate(text)
      this.templates.set(text, template)
      return template
    }, (detail) => problem('template', place, { text: excerpt(text), detail }))
  }

  #guard<T>(act: () => T, toProblem: (detail: string) => Problem): T | undefined {
    try {
      return act()
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      this.#problems.push(toProblem(error.position === undefined ? error.message : `${error.message} (${error.position})`))
      return undefined
    }
  }
}

interface Place {
  document: string
  pointer: string
  node?: string
}

const excerpt = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

function compileAllHours(bundle: Bundle, documents: Documents, problems: Problem[]): Map<string, HoursTable> {
  const lookups = { timeZone: bundle.timeZone, hours: (id: string) => documents.hours.get(id), holidays: (id: string) => documents.holidays.get(id) }
  for (const [id, hours] of documents.hours) {
    for (const { code, severity, pointer, ja, en } of hoursProblems(hours, lookups)) problems.push({ code, severity, document: `hours/${id}`, pointer, message: { ja, en } })
  }
  return new Map([...documents.hours].map(([id, hours]) => [id, compileHours(hours, lookups)]))
}

/** Every document of the bundle with the schema that it was read by. */
function* allDocuments(documents: Documents): Generator<[name: string, document: AnyDocument]> {
  for (const kind of documentKinds) for (const [id, document] of documents[kind]) yield [`${kind}/${id}`, document]
}

/** Every annotated place of the bundle: those of the documents, and those of the node configs inside flows. */
function* allAnnotated(bundle: Bundle, documents: Documents, nodeTypes: NodeTypes): Generator<{ place: Place; found: ReturnType<typeof annotated>[number] }> {
  for (const [name, document] of allDocuments(documents)) {
    for (const found of annotated(documentSchemas[document.kind], document)) yield { place: { document: name, pointer: found.pointer }, found }
    if (document.kind !== 'call') continue
    for (const [id, node] of Object.entries(document.nodes)) {
      const type = nodeTypes.get(node.type)
      const config = type && withDefaults(type.config, node.config)
      if (!type || validate(type.config, config).length > 0) continue
      for (const found of annotated(type.config, config, `/nodes/${escapePointer(id)}/config`)) yield { place: { document: name, pointer: found.pointer, node: id }, found }
    }
  }
  yield { place: { document: 'bundle', pointer: '/safeDefault/prompt' }, found: { pointer: '/safeDefault/prompt', value: bundle.safeDefault.prompt, ref: 'prompt', expression: false, template: false } }
}

function collectTexts(bundle: Bundle, documents: Documents, nodeTypes: NodeTypes, texts: TextCompiler): void {
  for (const { place, found } of allAnnotated(bundle, documents, nodeTypes)) {
    if (found.expression) texts.expression(found.value, place)
    if (found.template) texts.template(found.value, place)
  }
}

/** Bundle variables may use each other and the hours; a circle is a problem, not a hang. */
async function resolveVariables(bundle: Bundle, documents: Documents, texts: TextCompiler, problems: Problem[]): Promise<Record<string, unknown>> {
  const known: Record<string, unknown> = {}
  let open = Object.entries(bundle.variables).flatMap(([name, text]) => {
    const template = texts.template(text, { document: 'bundle', pointer: `/variables/${escapePointer(name)}` })
    return template ? [{ name, template }] : []
  })
  for (let progress = true; progress && open.length > 0; ) {
    progress = false
    const later: typeof open = []
    for (const variable of open) {
      if (!isConstantGiven(variable.template, new Set(Object.keys(known)))) {
        later.push(variable)
        continue
      }
      progress = true
      await renderInto(known, variable, documents, problems)
    }
    open = later
  }
  for (const { name, template } of open) {
    problems.push(problem('template', { document: 'bundle', pointer: `/variables/${escapePointer(name)}` }, { text: excerpt(template.text), detail: 'it does not come down to fixed values' }))
  }
  return known
}

async function renderInto(known: Record<string, unknown>, { name, template }: { name: string; template: Template }, documents: Documents, problems: Problem[]): Promise<void> {
  try {
    known[name] = await renderTemplate(template, (expression) => expression.evaluate(known, releaseClock(documents)))
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    problems.push(problem('template', { document: 'bundle', pointer: `/variables/${escapePointer(name)}` }, { text: excerpt(template.text), detail: error.message }))
  }
}

/** What an expression that is folded at compile time sees: the release, and no time or chance. */
function releaseClock(documents: Documents) {
  return { nowMs: 0, random: () => 0, functions: releaseFunctions(documents) }
}

/** Functions of expressions that read the release. */
export function releaseFunctions(documents: Documents): Record<string, (...args: never[]) => unknown> {
  return {
    spokenHours: (id: string) => {
      const hours = documents.hours.get(id)
      if (!hours) throw new ExpressionError(`there is no hours document "${id}"`)
      return speakHours(withInherited(hours, documents))
    },
  }
}

function withInherited(hours: Hours, documents: Documents): Hours {
  const seen = new Set([hours.id])
  for (let current = hours; ; ) {
    if (current.weekly || !current.parent || seen.has(current.parent)) return current
    seen.add(current.parent)
    const parent = documents.hours.get(current.parent)
    if (!parent) return current
    current = parent
  }
}

/** Spoken length of a text without audio: about five characters a second, as in requirements.md §11.1. */
export function estimatedSeconds(text: string): number {
  return Math.max(1, Math.round([...text].length / 5))
}

async function compilePrompts(bundle: Bundle, documents: Documents, variables: Record<string, unknown>, texts: TextCompiler, options: CompileOptions, problems: Problem[]): Promise<Map<string, SpokenPrompt>> {
  const prompts = new Map<string, SpokenPrompt>()
  const origin = new Map<string, string>()
  const known = new Set(Object.keys(variables))
  const language = bundle.language as 'ja' | 'en'
  for (const [documentId, document] of documents.prompts) {
    for (const [id, prompt] of Object.entries(document.prompts)) {
      const place = { document: `prompts/${documentId}`, pointer: `/prompts/${escapePointer(id)}` }
      const other = origin.get(id)
      if (other) problems.push(problem('duplicate-prompt', place, { prompt: id, other }))
      origin.set(id, place.document)
      const template = texts.templates.get(prompt.text[language] ?? prompt.text.ja)
      if (!template) continue
      const utterance = isConstantGiven(template, known) ? await foldPrompt(id, prompt, template, language, variables, documents, place, problems) : undefined
      prompts.set(id, { id, prompt, template, utterance })
      checkAudio(id, prompt, language, utterance?.text, options.audio, place, problems)
    }
  }
  return prompts
}

async function foldPrompt(id: string, prompt: Prompt, template: Template, language: 'ja' | 'en', variables: Record<string, unknown>, documents: Documents, place: Place, problems: Problem[]): Promise<Utterance | undefined> {
  try {
    const text = await renderTemplate(template, (expression) => expression.evaluate(variables, releaseClock(documents)))
    return toUtterance(id, prompt, language, text)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    problems.push(problem('template', { ...place, pointer: `${place.pointer}/text/${language}` }, { text: excerpt(template.text), detail: error.message }))
    return undefined
  }
}

/** The prompt as it is heard. */
export function toUtterance(id: string, prompt: Prompt, language: 'ja' | 'en', text: string): Utterance {
  const audio = prompt.audio?.[language] ?? prompt.audio?.ja
  return audio ? { prompt: id, text, audio: audio.sha256, seconds: audio.seconds } : { prompt: id, text, seconds: estimatedSeconds(text) }
}

function checkAudio(id: string, prompt: Prompt, language: 'ja' | 'en', text: string | undefined, files: AudioFacts | undefined, place: Place, problems: Problem[]): void {
  const audio = prompt.audio?.[language]
  if (!audio) {
    problems.push(problem('prompt-no-audio', place, { prompt: id, language }))
    return
  }
  const at = { ...place, pointer: `${place.pointer}/audio/${language}` }
  if (text !== undefined && audio.textHash !== sha256Hex(text)) problems.push(problem('prompt-audio-stale', at, { prompt: id, language }))
  const file = `audio/${audio.sha256}.wav`
  if (files && !files.has(audio.sha256)) problems.push(problem('prompt-audio-missing', at, { prompt: id, file }))
  else if (files?.corrupt?.(audio.sha256)) problems.push(problem('prompt-audio-corrupt', at, { file }))
}

function compileFlows(documents: Documents, nodeTypes: NodeTypes, problems: Problem[]): Map<string, Flow> {
  const flows = new Map<string, Flow>()
  for (const [id, document] of documents.call) {
    const flow = compileFlow(document, nodeTypes, problems)
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

function checkReferences(bundle: Bundle, documents: Documents, prompts: ReadonlyMap<string, unknown>, nodeTypes: NodeTypes, problems: Problem[]): void {
  const known: Record<string, ReadonlyMap<string, unknown>> = { ...documents, prompt: prompts }
  for (const { place, found } of allAnnotated(bundle, documents, nodeTypes)) {
    if (found.ref && !known[found.ref]?.has(found.value)) problems.push(problem('missing-reference', place, { kind: kindName(found.ref), id: found.value }))
  }
}

/** What people call a kind of thing that is referred to: the title of its schema. */
function kindName(ref: string): BothLanguages {
  if (ref === 'prompt') return { ja: '音声案内', en: 'prompt' }
  const schema = (documentSchemas as Record<string, { title?: string; 'x-en'?: { title?: string } }>)[ref]
  return { ja: schema?.title ?? ref, en: schema?.['x-en']?.title?.toLowerCase() ?? ref }
}
