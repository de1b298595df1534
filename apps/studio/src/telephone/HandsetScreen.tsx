import { useWords } from '../i18n/words.ts'
import type { BundleNames } from './bundle-names.ts'
import { type CallState, callClock, interrupts, listeningSeconds } from './call-state.ts'
import { captionAt, speechSeconds } from './captions.ts'
import { durationText } from './clock-text.ts'
import type { Say } from './say.ts'
import css from './telephone.module.css'
import type { TelephoneKey } from './texts.ts'
import { telephoneWords } from './words.ts'

export interface HandsetScreenProps {
  state: CallState
  nowMs: number
  names: BundleNames
  lineTitle: string
  muted: boolean
  unplayable: readonly string[]
}

/** What the caller would perceive, in words: what is said, what is waited for, how long. */
export function HandsetScreen({ state, nowMs, names, lineTitle, muted, unplayable }: HandsetScreenProps) {
  const say = useWords(telephoneWords)
  const status = statusText(state, nowMs, names, say)
  return (
    <div className={css.screen}>
      <div className={css.status}>
        <span className={css.state}>{status}</span>
        {state.phase !== 'idle' && <span className={css.clock} role="timer" aria-label={say('elapsed')}>{durationText(callClock(state, nowMs))}</span>}
      </div>
      <span className={css.number}>{lineTitle}</span>
      <Speech state={state} nowMs={nowMs} />
      <Waiting state={state} nowMs={nowMs} />
      {state.phase === 'call' && state.recording !== 'off' && <span className={css.hint}>{say(state.recording === 'on' ? 'recordingOn' : 'recordingPaused')}</span>}
      {state.ended?.by === 'line' && <span className={css.alarm}>{say('endedLineHelp', { reason: state.ended.cause })}</span>}
      {unplayable.length > 0 && <span className={css.alarm}>{say('unplayable', { prompts: unplayable.join(', ') })}</span>}
      <div className="visually-hidden" role="status">{announcement(state, status, muted)}</div>
    </div>
  )
}

/** Speech is heard, so only what is not heard is read out: the state, and guidance that has no sound. */
function announcement(state: CallState, status: string, muted: boolean): string {
  const silent = state.say.filter(({ audio }) => muted || audio === undefined).map(({ text }) => text)
  return [status, ...silent].join(' ')
}

function statusText(state: CallState, nowMs: number, names: BundleNames, say: Say<TelephoneKey>): string {
  if (state.phase === 'idle') return say('idle')
  if (state.phase === 'dialling') return say('dialling')
  if (state.phase === 'ended') return say(state.ended?.by === 'caller' ? 'endedCaller' : state.ended?.by === 'line' ? 'endedLine' : 'endedCenter')
  const { connection, listening } = state
  switch (connection.kind) {
    case 'queued':
      return say('queuedIn', { queue: names.queue(connection.queue) })
    case 'held':
      return connection.slot === undefined ? say('held') : say('heldIn', { slot: connection.slot })
    case 'ringing':
      return say('ringing', { target: names.queue(connection.target) })
    case 'connected':
      return say('connected', { target: names.queue(connection.target) })
    case 'pausing':
      return say('pausing', { seconds: connection.seconds })
    case 'guidance':
      if (captionAt(state.say, (nowMs - state.sayBeganMs) / 1000)) return say('speaking')
      if (listening) return say(({ key: 'listenKey', digits: 'listenDigits', message: 'listenMessage' } as const)[listening.for])
      return say('connectedTo')
  }
}

function Speech({ state, nowMs }: { state: CallState; nowMs: number }) {
  const say = useWords(telephoneWords)
  const caption = captionAt(state.say, (nowMs - state.sayBeganMs) / 1000)
  if (!caption) return null
  const whole = speechSeconds(state.say)
  return (
    <>
      <blockquote className={css.caption} aria-label={say('caption')} tabIndex={0}>{caption.utterance.text}</blockquote>
      {caption.utterance.audio === undefined && <span className={css.alarm}>{say('captionNoAudio')}</span>}
      <div className={css.bar} aria-hidden><div style={{ width: `${100 - (caption.remainingSeconds / whole) * 100}%` }} /></div>
      <span className={css.hint}>
        {say('speechLeft', { seconds: Math.ceil(caption.remainingSeconds) })}
        {state.say.length > 1 && ` ・ ${say('captionPart', { index: caption.index + 1, whole: state.say.length })}`}
      </span>
    </>
  )
}

function Waiting({ state, nowMs }: { state: CallState; nowMs: number }) {
  const say = useWords(telephoneWords)
  const { listening, connection } = state
  if (state.phase !== 'call') return null
  if (connection.kind === 'queued' || connection.kind === 'held' || connection.kind === 'ringing' || connection.kind === 'connected') {
    return <span className={css.hint}>{[say('waited', { time: durationText(nowMs - state.connectionFromMs) }), connection.kind === 'connected' && say('connectedHelp')].filter(Boolean).join(' ・ ')}</span>
  }
  if (!listening) return null
  const left = listeningSeconds(state, nowMs)
  return (
    <span className={css.hint}>
      {[
        left !== undefined && say('timeLeft', { seconds: Math.ceil(left) }),
        listening.keys !== '' && say(listening.for === 'message' ? 'finishKey' : 'acceptKeys', listening.for === 'message' ? { key: listening.keys } : { keys: [...listening.keys].join(' ') }),
        left === undefined && interrupts(state) && state.pressed === '' && say('interruptible'),
        state.pressed !== '' && say('pressedNow', { keys: state.pressed }),
      ].filter(Boolean).join(' ・ ')}
    </span>
  )
}
