import type { OutcomeKind } from '@madoguchi/schemas'

/** One piece of speech: the text that is heard, its audio by content hash (absent: none recorded yet) and its length. */
export interface Utterance {
  prompt: string
  text: string
  /** The language that was asked for, where the prompt has no words in it and the caller hears those of the other one. */
  wanted?: 'ja' | 'en'
  /** SHA-256 of the WAV; absent when no audio exists and the text would have to be synthesised. */
  audio?: string
  seconds: number
}

/** What somebody who is called hears before the caller is connected. With `acceptKey` only that key connects them; an answering machine never does. */
export interface Whisper {
  say: Utterance[]
  /** Empty: connected at the end of what is said. */
  acceptKey: string
  acceptSeconds: number
}

/** Where a call can be sent: a telephone number as people write it, `seat:<id>` (an extension) or `agent:<id>`. */
export type TargetKind = 'number' | 'seat' | 'agent'

export function targetOf(kind: TargetKind, id: string): string {
  return kind === 'number' ? id : `${kind}:${id}`
}

/**
 * `call.play` that is `optional` is left out where it has no audio. `call.ask` waits for one key; `own` is the index of the first utterance that belongs to the question itself (before it: queued announcements).
 * `call.transfer` rings `to` and `also` at once or in turn, each for `timeoutSeconds`; failing gives the caller back (R07).
 * `call.hangup` with `reject` refuses a call that was not answered. `call.recording` records the conversation; a pause is a marked gap of silence (R26).
 * `call.hold` keeps the caller with music, or with `repeat` again and again, until taken back; with `slot` whoever asks for that slot by
 * `call.retrieve` is connected. A conference is left by hanging up, or when the others have gone.
 */
export type CallOperation =
  | { op: 'call.answer' }
  | ({ op: 'call.play'; say: Utterance[]; optional?: true } & InLine)
  | ({ op: 'call.ask'; say: Utterance[]; own: number; keys: string; timeoutSeconds: number } & InLine)
  | ({ op: 'call.collect'; say: Utterance[]; own: number; minDigits: number; maxDigits: number; terminator: string; timeoutSeconds: number; digitTimeoutSeconds: number; secret: boolean } & InLine)
  | { op: 'call.record'; say: Utterance[]; maxSeconds: number; silenceSeconds: number; finishKey: string }
  | { op: 'call.transfer'; to: string; timeoutSeconds: number; callerNumber?: string; purpose: 'transfer' | 'failover'; also?: string[]; ringing?: 'together' | 'in-turn'; whisper?: Whisper }
  | ({ op: 'call.wait'; seconds: number } & InLine)
  | { op: 'call.hangup'; cause: string; reject?: true }
  | { op: 'call.recording'; act: 'start' | 'pause' | 'resume' | 'stop' }
  | { op: 'call.hold'; repeat: Utterance[]; maxSeconds: number; slot?: string }
  | { op: 'call.retrieve'; slot: string }
  | { op: 'call.conference'; room: string; maxMembers: number }

/** How long the called are rung at most, before the caller is given back. */
export function ringingSeconds({ timeoutSeconds, also = [], ringing }: Extract<CallOperation, { op: 'call.transfer' }>): number {
  return ringing === 'in-turn' ? timeoutSeconds * (1 + also.length) : timeoutSeconds
}

/** From which figures on a queue counts as crowded; one that is left out does not count. */
export interface CrowdLimits {
  waiting?: number
  longestWaitSeconds?: number
  estimatedWaitSeconds?: number
}

/**
 * A queue and its agents as they are at a moment. `longestWaitSeconds` is how long the first of those who wait has waited (0: nobody waits),
 * `estimatedWaitSeconds` how long somebody who joins now will wait: null where nothing is known to tell it by.
 * `agents` are logged in, `free` those of them who could take a call now.
 */
export interface QueueFigures {
  waiting: number
  longestWaitSeconds: number
  estimatedWaitSeconds: number | null
  agents: number
  free: number
}

/** What an agent must know to take a call, and how well (1 to 5). */
export interface RequiredSkill {
  skill: string
  level: number
}

/** A look at a queue, without joining it. The limits are those that the flow will hold the figures against. Only agents with the skills count. */
export type QueueLook = { op: 'queue.look'; queue: string; limits: CrowdLimits; skills?: RequiredSkill[] } & KeepsPlace

/** Who is served first; callers of one priority in the order of joining. */
export type QueuePriority = 'high' | 'normal' | 'low'

/** What decides which agent takes a caller, and when. */
export interface Waiter {
  queue: string
  maxWaitSeconds: number
  /** Left out: normal. */
  priority?: QueuePriority
  /** Heard by the agent alone, before the caller is connected. */
  whisper?: Utterance[]
  /** Left out: every agent of the queue may take the call. */
  skills?: RequiredSkill[]
}

/**
 * A place in a queue that is kept while something else is done on the call. It stands in every operation meanwhile, and so in the journal: a
 * successor finds it there, and no memory of a runtime has to hold it. `joinedMs` counts since the session began.
 */
export type QueuePlace = Waiter & { joinedMs: number }

/** What can be done while the caller waits for an agent, who may end it at any instant: the answer then says so by `ended`. */
export interface InLine {
  inLine?: QueuePlace
}

/** What is over at once, or reaches nobody on the call: nobody ends it, and a place in a queue that is held stays so. Left out: none is held. */
export interface KeepsPlace {
  keepsPlace?: true
}

/**
 * Waiting with music and announcements of the telephony's own. With `joinedMs` the place has been held since then, and with
 * `returnAfterSeconds` the flow wants to say something in between: the answer is then `waiting`, and the place is kept by what the flow does next.
 */
export type QueueOperation = Waiter & {
  op: 'queue.join'
  maxLength: number
  announceFirst?: Utterance
  announceAgain?: Utterance
  announceEverySeconds: number
  /** The key by which a waiting caller leaves the queue; left out: there is none. */
  leaveKey?: string
  joinedMs?: number
  returnAfterSeconds?: number
}

/** How a wait came out. `waiting` goes on: `position` counts from 1, and nobody may know how long it will last (null). */
export interface JoinResult {
  result: 'served' | 'timeout' | 'full' | 'left' | 'waiting'
  agent?: string
  waitedSeconds: number
  talkSeconds: number
  announced: { again: boolean; atMs: number }[]
  position?: number
  estimatedWaitSeconds?: number | null
}

/** How an agent, or the longest wait, ended what was done in line. */
export type WaitEnd = JoinResult & { result: 'served' | 'timeout' }

/** A header of a request: its value as it is, or the name of a secret of the settings, so that no secret stands in a bundle or a journal. */
export interface RequestHeader {
  name: string
  value?: string
  secret?: string
}

/**
 * What a session does outside of the call. `http.request` asks another system; `sample` is what a simulation answers. `messages.send` puts a
 * message into the outbox, from where it is sent exactly once; `records.create` leaves work for people; `desk.show` tells the agent who takes the call, or with
 * `form` opens that form with its fields filled in. `callbacks.request` exchanges the caller's place in a queue for a call back.
 */
export type OutsideOperation = OutsideAct & KeepsPlace

type OutsideAct =
  | { op: 'http.request'; method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; url: string; headers: RequestHeader[]; body?: string; timeoutSeconds: number; retries: number; sample: unknown }
  | { op: 'messages.send'; by: 'sms' | 'mail' | 'webhook'; to: string; subject: string; text: string }
  | { op: 'records.create'; record: 'task' | 'case' | 'callback'; title: string; number: string; fields: Record<string, string>; dueMinutes: number }
  | { op: 'desk.show'; title: string; fields: Record<string, string>; form?: string }
  | { op: 'callbacks.request'; queue: string; number: string; joinedMs: number; priority: QueuePriority }

const outsideOperations: ReadonlySet<string> = new Set<OutsideOperation['op']>(['http.request', 'messages.send', 'records.create', 'desk.show', 'callbacks.request'])

/** Whether it is done by services, and not on the call. */
export function isOutside(operation: Operation): operation is OutsideOperation {
  return outsideOperations.has(operation.op)
}

/**
 * Asks a server service of a plugin (its id). `samples` are one answer of each class, as the plugin declares them: a simulation answers with the
 * first, the check with each.
 */
export type ServiceOperation = { op: 'service.ask'; plugin: string; service: string; input: unknown; timeoutSeconds: number; samples: readonly unknown[] } & KeepsPlace

/** What a node may ask of the world. Every operation of a session is numbered and journaled. */
export type Operation = CallOperation | QueueOperation | QueueLook | OutsideOperation | ServiceOperation

/** The result of each operation. `heardSeconds` counts from the start of `say`; `missing` names audio that could not be played. */
export interface Results {
  'call.answer': Record<never, never>
  'call.play': { heardSeconds: number; missing?: string[] }
  'call.ask': { key: string | null; heardSeconds: number; missing?: string[] }
  'call.collect': { digits: string; terminated: boolean; heardSeconds: number; missing?: string[] }
  'call.record': { recording: string | null; seconds: number; heardSeconds: number; missing?: string[] }
  'call.transfer': { result: 'answered' | 'busy' | 'no-answer' | 'unreachable'; cause?: string; talkSeconds: number }
  'call.wait': Record<never, never>
  'call.hangup': Record<never, never>
  'call.recording': { recording: string | null }
  'call.hold': { result: 'resumed' | 'retrieved' | 'timeout'; heldSeconds: number; talkSeconds: number }
  'call.retrieve': { result: 'retrieved' | 'empty'; talkSeconds: number }
  'call.conference': { result: 'left' | 'full'; talkSeconds: number }
  'queue.look': QueueFigures
  'queue.join': JoinResult
  'http.request': { result: 'ok' | 'rejected'; status: number; json: unknown }
  'messages.send': { result: 'accepted' | 'no-gateway'; message: string }
  'records.create': { record: string }
  'desk.show': Record<never, never>
  /** `position` counts from 1 among those who wait and those who are to be called back. `duplicate`: the number has its place in this queue already, and keeps it. */
  'callbacks.request': { result: 'accepted' | 'duplicate'; position: number }
  'service.ask': { output: unknown }
}
export type ResultOf<O extends Operation> = Results[O['op']]

/**
 * The answer of the world to one operation. `atMs` is when it came, in milliseconds since the session began; it moves the session's clock.
 * A fault is the world failing (`NodeError` for the node); `gone` is the contact hanging up, with what it had heard by then. `ended`, only where
 * a place in a queue was kept, is the end of the wait: the result is then what had come of the operation by that moment.
 */
export type Answer<R = unknown> =
  | { atMs: number; result: R; ended?: WaitEnd; fault?: undefined; gone?: undefined }
  | { atMs: number; fault: { code: string; message: string; retryable: boolean }; result?: undefined; ended?: undefined; gone?: undefined }
  | { atMs: number; gone: { cause: string; heardSeconds?: number; in?: 'queue' | 'transfer' | 'agent' }; result?: undefined; ended?: undefined; fault?: undefined }

/** How a session ended (cli.md `simulate`). */
export interface Outcome {
  kind: OutcomeKind
  target?: string
  cause?: string
}
