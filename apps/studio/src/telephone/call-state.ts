import type { HandsetEvent } from '@madoguchi/engine'
import type { Outcome, TraceEvent, Utterance } from '@madoguchi/sdk'
import { speechSeconds } from './captions.ts'
import type { LineEvent, StepEvent, StepPlace } from './telephone-line.ts'

type Listening = Extract<HandsetEvent, { kind: 'listening' }>

/** With whom or what the caller is connected, besides the guidance. */
export type Connection = { kind: 'guidance' } | { kind: 'queued'; queue: string } | { kind: 'held'; slot?: string } | { kind: 'ringing'; target: string } | { kind: 'connected'; target: string } | { kind: 'pausing'; seconds: number }

/**
 * A telephone is idle → dialling → in a call → ended, and from ended dials again. In a call it speaks, then listens or not; it waits in a
 * queue, rings somebody, is connected. All times are monotonic milliseconds of the page, since the line tells what begins and not when.
 */
export interface CallState {
  phase: 'idle' | 'dialling' | 'call' | 'ended'
  beganMs: number
  /** Time that `skip` has jumped over: the call's clock runs ahead of the page's by this much. The trace corrects what the page cannot know. */
  skippedMs: number
  endedMs: number
  say: readonly Utterance[]
  sayBeganMs: number
  listening: Listening | undefined
  /** When the timeout of the question began to run; unknown after a digit of several, whose own timeout the line does not tell. */
  listeningFromMs: number | undefined
  connection: Connection
  connectionFromMs: number
  /** Whether the conversation is being recorded; paused is a gap. */
  recording: 'off' | 'on' | 'paused'
  trace: readonly TraceEvent[]
  ended: { by: 'caller' | 'center' | 'line'; cause: string } | undefined
  outcome: Outcome | undefined
  pressed: string
  /** The nodes entered, where the line tells of them. */
  entered: readonly StepPlace[]
  /** Where the call is held. The call's clock stands still from `sinceMs` on. */
  stopped: (Extract<StepEvent, { kind: 'stopped' }> & { sinceMs: number }) | undefined
}

export const idleCall: CallState = {
  phase: 'idle', beganMs: 0, skippedMs: 0, endedMs: 0, say: [], sayBeganMs: 0, listening: undefined, listeningFromMs: undefined,
  connection: { kind: 'guidance' }, connectionFromMs: 0, recording: 'off', trace: [], ended: undefined, outcome: undefined, pressed: '', entered: [], stopped: undefined,
}

export type CallChange =
  | { kind: 'line'; event: LineEvent; nowMs: number }
  | { kind: 'dialled'; nowMs: number }
  | { kind: 'pressed'; key: string; nowMs: number }
  | { kind: 'skipped'; nowMs: number }
  | { kind: 'cleared' }

/** A pure reducer, so that what the telephone shows can be tested event by event. */
export function changeCall(state: CallState, change: CallChange): CallState {
  switch (change.kind) {
    case 'cleared':
      return idleCall
    case 'dialled':
      return { ...idleCall, phase: 'dialling', beganMs: change.nowMs, connectionFromMs: change.nowMs }
    case 'pressed':
      return { ...state, pressed: state.pressed + (state.listening?.secret ? '•' : change.key), ...(interrupts(state) && { say: [] }) }
    case 'skipped':
      return { ...state, skippedMs: state.skippedMs + skippable(state, change.nowMs) * 1000 }
    case 'line':
      return state.phase === 'idle' ? state : onLine(state, change.event, change.nowMs)
  }
}

/** Whether a key cuts the guidance short: a question is open, and not one that only ends by its finishing key. */
export function interrupts({ listening }: CallState): boolean {
  return listening !== undefined && listening.for !== 'message'
}

/** Seconds that `skip` jumps over now: the rest of the speech, else the rest of the silence or pause. */
export function skippable(state: CallState, nowMs: number): number {
  const speech = speechSeconds(state.say) - (nowMs - state.sayBeganMs) / 1000
  if (speech > 0) return speech
  return listeningSeconds(state, nowMs) ?? pauseSeconds(state, nowMs) ?? 0
}

/** Seconds left of the time to answer, once the question has been asked. */
export function listeningSeconds({ listening, listeningFromMs }: CallState, nowMs: number): number | undefined {
  if (!listening || listeningFromMs === undefined || nowMs < listeningFromMs) return undefined
  return Math.max(0, listening.timeoutSeconds - (nowMs - listeningFromMs) / 1000)
}

function pauseSeconds({ connection, connectionFromMs }: CallState, nowMs: number): number | undefined {
  return connection.kind === 'pausing' ? Math.max(0, connection.seconds - (nowMs - connectionFromMs) / 1000) : undefined
}

/** The call's own clock in milliseconds. */
export function callClock(state: CallState, nowMs: number): number {
  if (state.phase === 'idle') return 0
  return (state.phase === 'ended' ? state.endedMs : (state.stopped?.sinceMs ?? nowMs)) - state.beganMs + state.skippedMs
}

const recordingAfter = { start: 'on', pause: 'paused', resume: 'on', stop: 'off' } as const

function onLine(state: CallState, event: LineEvent, nowMs: number): CallState {
  const silent = { say: [], listening: undefined, listeningFromMs: undefined } as const
  const connection = (to: Connection) => ({ ...state, phase: 'call', ...silent, connection: to, connectionFromMs: nowMs }) as const
  switch (event.kind) {
    case 'answered':
      return { ...state, phase: 'call' }
    case 'speaking':
      return speaking(state, event.say, nowMs)
    case 'listening':
      return { ...state, phase: 'call', pressed: '', listening: event, listeningFromMs: digitsAhead(state, event) ? undefined : nowMs + speechSeconds(state.say) * 1000 }
    case 'pausing':
      return connection({ kind: 'pausing', seconds: event.seconds })
    case 'queued':
      return connection({ kind: 'queued', queue: event.queue })
    case 'held':
      return connection({ kind: 'held', ...(event.slot !== undefined && { slot: event.slot }) })
    case 'recording':
      return { ...state, recording: recordingAfter[event.act] }
    case 'ringing':
      return connection({ kind: 'ringing', target: event.target })
    case 'connected':
      return connection({ kind: 'connected', target: event.target })
    case 'ended':
      return state.phase === 'ended' ? state : ended(state, { by: event.by, cause: event.cause }, nowMs)
    case 'entered':
      return { ...state, entered: [...state.entered, { index: event.index, flow: event.flow, node: event.node, atMs: event.atMs }] }
    case 'stopped':
      return { ...state, phase: 'call', ...silent, stopped: { ...event, sinceMs: nowMs } }
    case 'changed':
      return state.stopped ? { ...state, stopped: { ...state.stopped, variables: event.variables } } : state
    case 'resumed':
      return state.stopped ? { ...state, stopped: undefined, beganMs: state.beganMs + nowMs - state.stopped.sinceMs, connectionFromMs: nowMs } : state
    case 'rewound':
      return { ...idleCall, phase: 'call', beganMs: nowMs - event.atMs, connectionFromMs: nowMs, entered: state.entered.slice(0, event.index) }
    case 'trace':
      return traced(state, event.event, nowMs)
    case 'finished':
      return state.phase === 'ended' ? state : ended(state, { by: 'center', cause: 'NORMAL_CLEARING' }, nowMs)
    case 'lost':
      return state.phase === 'ended' ? state : ended(state, { by: 'line', cause: event.reason }, nowMs)
  }
}

/** Digits pressed ahead silence the question: what runs then is the time between digits, which the line does not tell. */
function digitsAhead({ say }: CallState, listening: Listening): boolean {
  return listening.for === 'digits' && say.length === 0
}

/** No utterances means that what was spoken stops; a question that was open stays open, since the line only cuts its speech short. */
function speaking(state: CallState, say: readonly Utterance[], nowMs: number): CallState {
  if (say.length === 0) return { ...state, say, sayBeganMs: nowMs, listeningFromMs: cutShort(state, nowMs) }
  const connection: Connection = state.connection.kind === 'queued' || state.connection.kind === 'held' ? state.connection : { kind: 'guidance' }
  return { ...state, phase: 'call', say, sayBeganMs: nowMs, listening: undefined, listeningFromMs: undefined, connection, connectionFromMs: connection === state.connection ? state.connectionFromMs : nowMs }
}

function cutShort({ listening, listeningFromMs, pressed }: CallState, nowMs: number): number | undefined {
  if (listening?.for === 'digits' && pressed !== '') return undefined
  return listeningFromMs === undefined ? undefined : Math.min(listeningFromMs, nowMs)
}

function traced(before: CallState, event: TraceEvent, nowMs: number): CallState {
  const trace = [...before.trace, event]
  const state = { ...before, skippedMs: before.skippedMs + Math.max(0, event.atMs - callClock(before, nowMs)) }
  if (event.kind === 'outcome') {
    const over = state.phase === 'ended' ? state : ended(state, { by: 'center', cause: 'NORMAL_CLEARING' }, nowMs)
    return { ...over, trace, outcome: event.outcome }
  }
  // A question is over when its node is left: the line says nothing when a key has answered it.
  return event.kind === 'step' || event.kind === 'pressed' ? { ...state, trace, listening: undefined, listeningFromMs: undefined } : { ...state, trace }
}

function ended(state: CallState, by: NonNullable<CallState['ended']>, nowMs: number): CallState {
  return { ...state, phase: 'ended', endedMs: nowMs, say: [], listening: undefined, listeningFromMs: undefined, stopped: undefined, ended: by }
}
