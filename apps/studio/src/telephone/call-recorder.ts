import type { VariableChange } from '@madoguchi/engine'
import type { Scenario } from '@madoguchi/schemas'
import type { TraceEvent, Utterance } from '@madoguchi/sdk'
import type { LineEvent } from './telephone-line.ts'

/** A question that the caller was asked, and what it got. */
interface Question {
  terminator: string
  /** Seconds and number of the utterances that were being spoken with it; none where a key was pressed ahead of it. */
  say: readonly Utterance[]
  /** Keys pressed while it was open. */
  keys: string
  /** In the words of `press`; `-` until a key has answered it. */
  press: string
}

/** A message or a conversation: it takes as long as people talk, while a simulated one always takes the same time. */
interface Talk {
  fromMs: number
  simulatedMs: number
}

/**
 * What a caller does in a call, noted while it is made, so that it can be made again. The line tells what is asked; the trace tells
 * what was answered, and when. A recording is a value: each thing that happens makes a new one.
 */
export interface Recording {
  questions: readonly Question[]
  open: boolean
  /** What is being spoken. */
  say: readonly Utterance[]
  heard: readonly { seconds: number }[]
  /** On the call's clock: when the last key was pressed. */
  pressedMs: number
  /** By how much talking since then was longer than in a simulated call. */
  longerMs: number
  talk: Talk | undefined
  hungUp: 'at-question' | 'elsewhere' | undefined
  trace: readonly TraceEvent[]
  /** What the person changed while the call was held, in order. */
  changes: readonly VariableChange[]
}

export const emptyRecording: Recording = { questions: [], open: false, say: [], heard: [], pressedMs: 0, longerMs: 0, talk: undefined, hungUp: undefined, trace: [], changes: [] }

/** As the simulated telephone has them: a conversation, and a message that is left. */
const talkMs = 60_000
const messageSeconds = 10
/** A hang-up in a conversation longer than a simulated one comes this much before that one ends. */
const beforeEndMs = 1000

/** A key that the person pressed. */
export function recordKey(recording: Recording, key: string): Recording {
  return recording.open ? changeQuestion(recording, (question) => ({ ...question, keys: question.keys + key })) : recording
}

/** @param atMs the call's clock, as well as the page knows it */
export function recordEvent(recording: Recording, event: LineEvent, atMs: number): Recording {
  switch (event.kind) {
    case 'speaking':
      return event.say.length === 0 ? recording : { ...talked(recording, atMs), open: false, say: event.say, heard: [] }
    case 'listening':
      return listening(recording, event, atMs)
    case 'connected':
      return { ...recording, open: false, talk: { fromMs: atMs, simulatedMs: talkMs } }
    case 'answered':
    case 'pausing':
    case 'queued':
    case 'held':
    case 'ringing':
      return { ...talked(recording, atMs), open: false, say: [] }
    case 'ended':
      return event.by === 'caller' ? { ...recording, hungUp: recording.open ? 'at-question' : 'elsewhere' } : recording
    case 'trace':
      return traced(recording, event.event, atMs)
    case 'changed':
      return { ...recording, changes: [...recording.changes, event.change] }
    case 'recording':
    case 'entered':
    case 'stopped':
    case 'resumed':
    case 'rewound':
    case 'finished':
    case 'lost':
      return recording
  }
}

function listening(recording: Recording, event: Extract<LineEvent, { kind: 'listening' }>, atMs: number): Recording {
  const { for: what, keys, timeoutSeconds } = event
  if (what === 'message') {
    const speech = recording.say.reduce((sum, { seconds }) => sum + seconds, 0)
    return { ...recording, open: false, say: [], talk: { fromMs: atMs, simulatedMs: (speech + Math.min(messageSeconds, timeoutSeconds)) * 1000 } }
  }
  const question: Question = { terminator: what === 'digits' ? keys.replaceAll(/[0-9]/g, '') : '', say: recording.say, keys: '', press: '-' }
  return { ...recording, questions: [...recording.questions, question], open: true, say: [], heard: [] }
}

function traced(before: Recording, event: TraceEvent, atMs: number): Recording {
  // What was spoken is over once it is told as heard, and with the node.
  const recording: Recording = { ...talked(before, atMs), say: [], trace: [...before.trace, event] }
  if (event.kind === 'heard') return { ...recording, heard: [...recording.heard, { seconds: event.seconds }] }
  if (event.kind === 'pressed') return { ...pressed(recording, event.keys), open: false, pressedMs: event.atMs, longerMs: 0 }
  // An answer that is a terminator alone leaves no trace of its own.
  if (event.kind === 'step' && recording.open && recording.hungUp === undefined) return { ...terminated(recording), open: false }
  return recording
}

function pressed(recording: Recording, keys: string): Recording {
  return changeQuestion(recording, ({ terminator, keys: typed, say, ...question }) => {
    // Digits that must not be known stand in the trace as dots: others of the same number take their place.
    const digits = keys.replaceAll('•', '0')
    const ended = terminator !== '' && typed.endsWith(terminator) ? terminator : ''
    return { ...question, terminator, keys: typed, say, press: `${isEarly(say, recording.heard) ? '!' : ''}${digits}${ended}` }
  })
}

/**
 * A key that came early, but after the first utterance, is recorded as one that came at the end: `!` would hear the first alone, and what
 * was heard must be heard again.
 */
function isEarly(say: readonly Utterance[], heard: readonly { seconds: number }[]): boolean {
  const sum = (all: readonly { seconds: number }[]) => all.reduce((total, { seconds }) => total + seconds, 0)
  return heard.length <= 1 && (say.length === 0 || sum(heard) < sum(say) - 0.01)
}

function terminated(recording: Recording): Recording {
  return changeQuestion(recording, (question) => (question.press === '-' && question.terminator !== '' && question.keys === question.terminator ? { ...question, press: question.terminator } : question))
}

function changeQuestion(recording: Recording, by: (question: Question) => Question): Recording {
  const last = recording.questions.at(-1)
  return last ? { ...recording, questions: [...recording.questions.slice(0, -1), by(last)] } : recording
}

function talked(recording: Recording, atMs: number): Recording {
  const { talk } = recording
  if (!talk || recording.hungUp !== undefined) return recording
  return { ...recording, talk: undefined, longerMs: recording.longerMs + (atMs - talk.fromMs - talk.simulatedMs) }
}

/** What the caller did, as a scenario says it. Undefined until the call is over. */
export function whenOf(recording: Recording): Scenario['when'] | undefined {
  const over = recording.trace.at(-1)
  if (over?.kind !== 'outcome') return undefined
  const keys = recording.questions.map(({ press }) => press)
  const set = setOf(recording.changes)
  if (recording.hungUp === 'at-question') return { press: [...keys.slice(0, -1), 'hang'], ...set }
  const last = keys.findLastIndex((key) => key !== '-')
  const press = keys.slice(0, last + 1)
  return { ...(press.length === 0 ? {} : { press }), ...(recording.hungUp === 'elsewhere' ? { hangUpAfterSeconds: patienceMs(recording, over.atMs) / 1000 } : {}), ...set }
}

/** What was changed at one place stands together; of several values the last one counts. */
function setOf(changes: readonly VariableChange[]): Pick<Scenario['when'], 'set'> {
  const places = new Map<string, VariableChange>()
  for (const change of changes) {
    const key = `${change.node} ${change.visit}`
    places.set(key, { ...change, variables: { ...places.get(key)?.variables, ...change.variables } })
  }
  const set = [...places.values()].map(({ node, visit, variables }) => ({ node, ...(visit === 1 ? {} : { visit }), variables: { ...variables } }))
  return set.length === 0 ? {} : { set }
}

/** How long after the last key the caller hung up, counted as a simulated call counts. */
function patienceMs({ pressedMs, longerMs, talk }: Recording, goneMs: number): number {
  const patience = goneMs - pressedMs - longerMs
  if (!talk) return Math.max(0, Math.round(patience))
  return Math.max(0, Math.round(Math.min(patience, talk.fromMs - pressedMs - longerMs + talk.simulatedMs - beforeEndMs)))
}
