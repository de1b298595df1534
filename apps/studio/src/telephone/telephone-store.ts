import type { Pace, Program } from '@madoguchi/engine'
import type { BothLanguages } from '@madoguchi/schemas'
import type { Utterance } from '@madoguchi/sdk'
import { create } from 'zustand'
import { browserSound } from './browser-sound.ts'
import { type CallSettings, firstSettings } from './call-settings.ts'
import { type Recording, emptyRecording, recordEvent, recordKey } from './call-recorder.ts'
import { type CallChange, type CallState, callClock, changeCall, idleCall, interrupts } from './call-state.ts'
import type { InstantResult } from './instant-result.ts'
import { playKeyTone } from './key-tone.ts'
import { usePath } from './path-store.ts'
import { SpeechPlayer } from './speech-player.ts'
import { type CallRequest, LineRefused, type OngoingCall, type TelephoneLine } from './telephone-line.ts'

/** The one telephone of the studio. It lies outside of the pages, so that a call goes on while the person looks at another flow. */
export interface Telephone {
  source: 'draft' | 'live'
  mode: 'call' | 'instant'
  settings: CallSettings
  call: CallState
  /** What the caller did in it: a scenario in the making. */
  recording: Recording
  /** The random numbers that it had, where they are known. */
  seed: number | undefined
  /** What a call of this page ran on; undefined where the runtime answers. */
  ranOn: Program | undefined
  /** Of the present or last call. */
  request: CallRequest | undefined
  /** Epoch milliseconds at which it began, on the clock that the person chose. */
  startedAtMs: number
  /** Why the last call could not be made. */
  refused: BothLanguages | undefined
  /** Prompts whose audio could not be played in this call. */
  unplayable: readonly string[]
  instant: InstantResult | undefined
  muted: boolean
  /** The voice that reads guidance without audio; undefined: it stays silent. */
  voice: SpeechSynthesisVoice | undefined
  /** How fast it reads: 1 is its own pace. */
  speed: number
}

const noCall = { call: idleCall, recording: emptyRecording, seed: undefined, ranOn: undefined, request: undefined, startedAtMs: 0, refused: undefined, unplayable: [], instant: undefined } satisfies Partial<Telephone>

export const useTelephone = create<Telephone>()(() => ({ source: 'draft', mode: 'call', settings: firstSettings, muted: false, voice: undefined, speed: 1, ...noCall }))

let ongoing: OngoingCall | undefined
/** Counts calls, so that what a former one still tells is not taken for the present one. */
let attempt = 0

/** @param ranOn what the line leads to, where it ends in this page */
export async function dial(line: TelephoneLine, request: CallRequest, ranOn?: Program): Promise<void> {
  endCall()
  const mine = attempt
  useTelephone.setState({ ...noCall, request, ranOn, startedAtMs: request.at === undefined ? Date.now() : Date.parse(request.at) })
  change({ kind: 'dialled', nowMs: performance.now() })
  try {
    const made = await line.dial(request, (event) => mine === attempt && change({ kind: 'line', event, nowMs: performance.now() }))
    if (mine === attempt) {
      ongoing = made
      useTelephone.setState({ seed: made.seed })
    } else made.close()
  } catch (error) {
    if (mine !== attempt) return
    change({ kind: 'cleared' })
    useTelephone.setState({ refused: error instanceof LineRefused ? error.said : { ja: `電話をかけられませんでした（${String(error)}）。設定は変わっていません。`, en: `The call could not be made (${String(error)}). Nothing has changed.` } })
  }
}

export function press(key: string): void {
  const { call, muted } = useTelephone.getState()
  if (!muted) playKeyTone(key)
  if (interrupts(call)) player().stop()
  change({ kind: 'pressed', key, nowMs: performance.now() })
  ongoing?.press(key)
}

/** A call that has not been answered by the line yet is given up. */
export function hangup(): void {
  if (ongoing) ongoing.hangup()
  else clearCall()
}

/** Jumps to the end of what is spoken or waited for; while two people talk, the other side hangs up. */
export function skip(): void {
  change({ kind: 'skipped', nowMs: performance.now() })
  player().stop()
  ongoing?.skip()
}

/** Goes on from where the call is held; a call that runs is held at the next node that this pace stops at. */
export function go(pace: Pace): void {
  ongoing?.steps?.go(pace)
}

/** Takes the call back to a node that it has entered, also when it is over. */
export function rewind(index: number): void {
  player().stop()
  ongoing?.steps?.rewind(index)
}

/** Puts a value into a variable of the call that is held. */
export function changeVariable(name: string, value: unknown): void {
  ongoing?.steps?.change(name, value)
}

/** Hangs up if need be and forgets the call, its way on the canvas included. */
export function clearCall(): void {
  endCall()
  useTelephone.setState(noCall)
  usePath.getState().clear()
}

let holders = 0
let leaving: ReturnType<typeof setTimeout> | undefined
/** Longer than it takes to open another flow, shorter than anybody bears a voice from nowhere. */
const graceMs = 1500

/** A panel shows the telephone. Once none does, the call is hung up. @returns lets go of it */
export function holdTelephone(): () => void {
  holders++
  clearTimeout(leaving)
  return () => {
    holders--
    if (holders === 0) leaving = setTimeout(clearCall, graceMs)
  }
}

function endCall(): void {
  attempt++
  ongoing?.close()
  ongoing = undefined
}

function change(by: CallChange): void {
  useTelephone.setState(({ call, recording }) => ({ call: changeCall(call, by), recording: recorded(recording, call, by) }))
}

/** What the caller had done when each node was entered. Taken back there, the rest has not been done. */
let recordings: Recording[] = []
/** While a call is taken back, what is told again has been recorded before. */
let backTo: number | undefined

function recorded(recording: Recording, call: CallState, by: CallChange): Recording {
  if (by.kind === 'dialled') {
    recordings = []
    backTo = undefined
  }
  if (by.kind === 'line' && by.event.kind === 'rewound') backTo = by.event.index
  if (by.kind === 'line' && by.event.kind === 'entered') {
    const { index } = by.event
    const known = index === backTo ? recordings[index] : undefined
    if (index === backTo) backTo = undefined
    recordings[index] = known ?? recording
    return recordings[index]
  }
  if (backTo !== undefined) return recording
  if (by.kind === 'line') return recordEvent(recording, by.event, callClock(call, by.nowMs))
  return by.kind === 'pressed' ? recordKey(recording, by.key) : recording
}

let made: SpeechPlayer | undefined
function player(): SpeechPlayer {
  made ??= new SpeechPlayer({
    sound: (utterance: Utterance) => browserSound(utterance, useTelephone.getState()),
    after(milliseconds, act) {
      const timer = setTimeout(act, milliseconds)
      return () => clearTimeout(timer)
    },
    onFail: ({ prompt }) => useTelephone.setState(({ unplayable }) => ({ unplayable: unplayable.includes(prompt) ? unplayable : [...unplayable, prompt] })),
  })
  return made
}

/** The player follows what the call says. */
useTelephone.subscribe((now, before) => {
  if (now.muted !== before.muted) player().muted = now.muted
  if (now.call.say === before.call.say && now.call.phase === before.call.phase) return
  if (now.call.phase === 'call' && now.call.say.length > 0) {
    if (now.call.say !== before.call.say) player().play(now.call.say)
  } else player().stop()
})
