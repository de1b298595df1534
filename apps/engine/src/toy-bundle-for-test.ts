import { compileBundle } from './compile.ts'
import type { CompileOptions, Compiled } from './compile.ts'
import { sha256Hex } from './canonical.ts'
import { canRun } from './problems.ts'
import type { Program } from './program.ts'
import { toyNodeTypes } from './toy-nodes-for-test.ts'

type Json = Record<string, unknown>

/** A node as tests write it: type, config, where its exits lead. */
export function node(type: string, config: Json = {}, next: Record<string, string> = {}, rest: Json = {}): Json {
  return { type: `toy.${type}`, config, next, ...rest }
}

export function callFlow(id: string, entry: string, nodes: Record<string, Json>, rest: Json = {}): Json {
  return { kind: 'call', id, title: { ja: id }, entry, nodes, ...rest }
}

/** A prompt of `seconds`, with audio that speaks its text. */
export function prompt(ja: string, seconds = 2): Json {
  return { purpose: 'other', text: { ja }, owner: 'prefecture', audio: { ja: { sha256: sha256Hex(`${ja}${seconds}`), seconds, textHash: sha256Hex(ja), source: 'speech' } } }
}

const line = (flow: string, rest: Json = {}): Json => ({ title: { ja: '代表' }, role: 'primary', owner: 'prefecture', published: true, flow, ...rest })

export const toyBundle: Json = {
  schemaVersion: 1, id: 'toy', title: { ja: '見本' }, timeZone: 'Asia/Tokyo', language: 'ja', plugins: [], variables: { office: '県税事務所' },
  safeDefault: { prompt: 'sorry', failover: false },
}

/** A sound bundle: one line, one flow that ends at once, prompts a to d, weekday hours, a queue and a failover. Paths → documents. */
export function toyDocuments(): Record<string, Json> {
  const day = [['09:00', '17:00']]
  return {
    'bundle.json': structuredClone(toyBundle),
    'call/main.json': callFlow('main', 'end', { end: node('hangup') }),
    'numbers/lines.json': { kind: 'numbers', id: 'lines', title: { ja: '番号' }, lines: { '0480000000': line('main', { failover: 'spare' }) } },
    'prompts/texts.json': {
      kind: 'prompts', id: 'texts', title: { ja: '案内' },
      prompts: { a: prompt('いち'), b: prompt('に', 3), c: prompt('さん', 1.5), d: prompt('よん', 0.25), sorry: prompt('申し訳ありません'), spare: prompt('おつなぎします'), out: prompt('休止しています') },
    },
    'hours/office.json': { kind: 'hours', id: 'office', title: { ja: '受付時間' }, weekly: { 1: day, 2: day, 3: day, 4: day, 5: day } },
    'queue/desk.json': { kind: 'queue', id: 'desk', title: { ja: '窓口' }, strategy: 'longest-idle', maxWaitSeconds: 60, maxLength: 10, announceFirst: 'a', announceAgain: 'b', announceEverySeconds: 20, wrapUpSeconds: 0, drainMinutes: 0 },
    'failover/spare.json': { kind: 'failover', id: 'spare', title: { ja: '予備' }, destination: '048-000-0001', openGuidance: 'spare', outOfServiceGuidance: 'out' },
  }
}

export const textsOf = (documents: Record<string, Json>): [string, string][] => Object.entries(documents).map(([path, document]) => [path, JSON.stringify(document)])

/** Compiles the sound bundle with these documents in place of its own. */
export function compileToy(changes: Record<string, Json> = {}, options: Partial<CompileOptions> = {}): Promise<Compiled> {
  return compileBundle(textsOf({ ...toyDocuments(), ...changes }), { nodeTypes: toyNodeTypes, ...options })
}

/** A program of these flows; `main` answers the line. @throws Error when it cannot be run */
export async function toyProgram(flows: readonly Json[], bundle: Json = {}, others: Record<string, Json> = {}): Promise<Program> {
  const documents = Object.fromEntries(flows.map((flow) => [`call/${String(flow['id'])}.json`, flow]))
  const { program, problems } = await compileToy({ ...documents, ...others, 'bundle.json': { ...toyBundle, ...bundle } })
  if (!program || !canRun(problems)) throw new Error(problems.map(({ message }) => message.en).join('\n'))
  return program
}

/** Tuesday, ten o'clock: open. */
export const tuesdayTen = Date.parse('2026-11-24T10:00:00+09:00')
export const start = { to: '0480000000', from: '0312345678', startedAtMs: tuesdayTen, seed: 7 }
