import type { Answer, JournalEntry, Operation, Results } from '@madoguchi/sdk'
import Type, { type TSchema } from 'typebox'
import { Value } from 'typebox/value'

const seconds = Type.Number({ minimum: 0, maximum: 1e7 })
const count = Type.Integer({ minimum: 0, maximum: 1e7 })
const milliseconds = Type.Number({ minimum: 0, maximum: 1e10 })
const spoken = { heardSeconds: seconds, missing: Type.Optional(Type.Array(Type.String())) }
const Utterance = Type.Object({ prompt: Type.String(), text: Type.String(), seconds, audio: Type.Optional(Type.String()), wanted: Type.Optional(Type.Enum(['ja', 'en'])) })
const say = Type.Array(Utterance)
const inLine = Type.Optional(Type.Object({ queue: Type.String(), joinedMs: milliseconds, maxWaitSeconds: seconds }))

/** What of each operation a replay reads. Stored journals may come from an older product, so more may be there, and nothing is taken on trust. */
const operations: Record<Operation['op'], TSchema> = {
  'call.answer': Type.Object({}),
  'call.play': Type.Object({ say, inLine }),
  'call.ask': Type.Object({ inLine, say, own: Type.Integer({ minimum: 0 }), timeoutSeconds: seconds }),
  'call.collect': Type.Object({ inLine, say, own: Type.Integer({ minimum: 0 }), maxDigits: Type.Integer({ minimum: 0 }), terminator: Type.String(), timeoutSeconds: seconds, digitTimeoutSeconds: seconds }),
  'call.record': Type.Object({ say, maxSeconds: seconds }),
  'call.transfer': Type.Object({ to: Type.String(), timeoutSeconds: seconds, purpose: Type.Enum(['transfer', 'failover']), also: Type.Optional(Type.Array(Type.String())), ringing: Type.Optional(Type.Enum(['together', 'in-turn'])) }),
  'call.wait': Type.Object({ seconds, inLine }),
  'call.hangup': Type.Object({ cause: Type.String() }),
  'call.recording': Type.Object({ act: Type.Enum(['start', 'pause', 'resume', 'stop']) }),
  'call.hold': Type.Object({ repeat: say, maxSeconds: seconds, slot: Type.Optional(Type.String()) }),
  'call.retrieve': Type.Object({ slot: Type.String() }),
  'call.conference': Type.Object({ room: Type.String(), maxMembers: Type.Integer({ minimum: 0 }) }),
  'queue.look': Type.Object({ queue: Type.String(), limits: Type.Object({ waiting: Type.Optional(count), longestWaitSeconds: Type.Optional(seconds), estimatedWaitSeconds: Type.Optional(seconds) }) }),
  'queue.join': Type.Object({ queue: Type.String(), maxWaitSeconds: seconds, announceEverySeconds: seconds, announceFirst: Type.Optional(Utterance), announceAgain: Type.Optional(Utterance), joinedMs: Type.Optional(milliseconds), returnAfterSeconds: Type.Optional(seconds) }),
  'http.request': Type.Object({ method: Type.String(), url: Type.String(), timeoutSeconds: seconds, body: Type.Optional(Type.String()) }),
  'messages.send': Type.Object({ by: Type.String(), to: Type.String(), subject: Type.String(), text: Type.String() }),
  'records.create': Type.Object({ record: Type.String(), title: Type.String(), number: Type.String(), fields: Type.Record(Type.String(), Type.String()) }),
  'desk.show': Type.Object({ title: Type.String(), fields: Type.Record(Type.String(), Type.String()), form: Type.Optional(Type.String()) }),
  'callbacks.request': Type.Object({ queue: Type.String(), number: Type.String(), joinedMs: milliseconds, priority: Type.String() }),
  'service.ask': Type.Object({ plugin: Type.String(), service: Type.String() }),
}

const joined = (result: TSchema) =>
  Type.Object({
    result, waitedSeconds: seconds, talkSeconds: seconds, announced: Type.Array(Type.Object({ again: Type.Boolean(), atMs: milliseconds }), { maxItems: 10_000 }),
    position: Type.Optional(count), estimatedWaitSeconds: Type.Optional(Type.Union([seconds, Type.Null()])),
  })
const Ended = joined(Type.Enum(['served', 'timeout']))

const results: { [Op in Operation['op']]: TSchema } = {
  'call.answer': Type.Object({}),
  'call.play': Type.Object(spoken),
  'call.ask': Type.Object({ key: Type.Union([Type.String({ minLength: 1, maxLength: 1 }), Type.Null()]), ...spoken }),
  'call.collect': Type.Object({ digits: Type.String(), terminated: Type.Boolean(), ...spoken }),
  'call.record': Type.Object({ recording: Type.Union([Type.String(), Type.Null()]), seconds, ...spoken }),
  'call.transfer': Type.Object({ result: Type.Enum(['answered', 'busy', 'no-answer', 'unreachable']), talkSeconds: seconds, cause: Type.Optional(Type.String()) }),
  'call.wait': Type.Object({}),
  'call.hangup': Type.Object({}),
  'call.recording': Type.Object({ recording: Type.Union([Type.String(), Type.Null()]) }),
  'call.hold': Type.Object({ result: Type.Enum(['resumed', 'retrieved', 'timeout']), heldSeconds: seconds, talkSeconds: seconds }),
  'call.retrieve': Type.Object({ result: Type.Enum(['retrieved', 'empty']), talkSeconds: seconds }),
  'call.conference': Type.Object({ result: Type.Enum(['left', 'full']), talkSeconds: seconds }),
  'queue.look': Type.Object({ waiting: count, longestWaitSeconds: seconds, estimatedWaitSeconds: Type.Union([seconds, Type.Null()]), agents: count, free: count }),
  'queue.join': joined(Type.Enum(['served', 'timeout', 'full', 'left', 'waiting'])),
  'http.request': Type.Object({ result: Type.Enum(['ok', 'rejected']), status: Type.Integer(), json: Type.Unknown() }),
  'messages.send': Type.Object({ result: Type.Enum(['accepted', 'no-gateway']), message: Type.String() }),
  'records.create': Type.Object({ record: Type.String() }),
  'desk.show': Type.Object({}),
  'callbacks.request': Type.Object({ result: Type.Enum(['accepted', 'duplicate']), position: count }),
  'service.ask': Type.Object({ output: Type.Unknown() }),
}

const Gone = Type.Object({ cause: Type.String(), heardSeconds: Type.Optional(seconds), in: Type.Optional(Type.Enum(['queue', 'transfer', 'agent'])) })
const Fault = Type.Object({ code: Type.String(), message: Type.String(), retryable: Type.Boolean() })

/** A recorded entry of one kind of operation, its answer sound or absent. */
export type RecordedEntry = { [Op in Operation['op']]: { op: Op; operation: Extract<Operation, { op: Op }>; startedMs: number; answer: Answer<Results[Op]> | undefined } }[Operation['op']]

/** How many entries of a journal are read; a session of real length has a few dozen. */
export const longestJournal = 5_000

/**
 * The sound beginning of a recorded journal, as the replay may trust it: numbered without a hole, of known operations, answers of their shape.
 * What comes after the first unsound entry, or after one without an answer, is not read.
 * @returns `whole` is false where something was left out, so nobody can say how the session really ended
 */
export function readRecorded(journal: readonly JournalEntry[]): { entries: RecordedEntry[]; whole: boolean } {
  const entries: RecordedEntry[] = []
  if (!Array.isArray(journal)) return { entries, whole: false }
  for (const [n, entry] of journal.entries()) {
    const read = n < longestJournal ? readEntry(entry, n) : undefined
    if (!read) return { entries, whole: false }
    entries.push(read)
    if (!read.answer) return { entries, whole: false }
  }
  return { entries, whole: entries.length > 0 }
}

function readEntry(entry: unknown, n: number): RecordedEntry | undefined {
  if (!isObject(entry) || entry['n'] !== n || !Value.Check(milliseconds, entry['startedMs'])) return undefined
  const { operation, startedMs } = entry
  const op = isObject(operation) ? operation['op'] : undefined
  if (typeof op !== 'string' || !Object.hasOwn(operations, op)) return undefined
  const kind = op as Operation['op']
  if (!Value.Check(operations[kind], operation)) return undefined
  // The border where stored JSON becomes typed: the schema of this operation, and of its answers, has just said so.
  return { op: kind, operation, startedMs, answer: readAnswer(kind, entry['answer']) } as RecordedEntry
}

function readAnswer(op: Operation['op'], answer: unknown): unknown {
  if (!isObject(answer) || !Value.Check(milliseconds, answer['atMs'])) return undefined
  const { atMs, gone, fault, result, ended } = answer
  if (gone !== undefined) return Value.Check(Gone, gone) ? { atMs, gone } : undefined
  if (fault !== undefined) return Value.Check(Fault, fault) ? { atMs, fault } : undefined
  if (ended !== undefined && !Value.Check(Ended, ended)) return undefined
  return Value.Check(results[op], result) ? { atMs, result, ...(ended !== undefined && { ended }) } : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
