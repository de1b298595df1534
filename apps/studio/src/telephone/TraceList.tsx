import type { TraceEvent } from '@madoguchi/sdk'
import { IconAlertTriangle, IconClock, IconDialpad, IconFlag, IconTable } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { BundleNames, Place } from './bundle-names.ts'
import { durationText, secondsText } from './clock-text.ts'
import { hoursInWords } from './hours-in-words.ts'
import { faultInWords, handledKeys } from './outcome-in-words.ts'
import type { Say } from './say.ts'
import type { TraceKey } from './trace-texts.ts'
import { type Happening, type TraceStep, traceSteps } from './trace-steps.ts'
import css from './trace-list.module.css'
import { traceWords } from './words.ts'

export interface TraceListProps {
  trace: readonly TraceEvent[]
  names: BundleNames
  timeZone: string
  /** Epoch milliseconds at which the call began: weekday and holiday of a decision are those of its day. */
  startedAtMs: number
  /** Where the call is now; told last, with what has already happened there. */
  current?: Place
  /** Takes the person to a node in the editor. */
  onSelect?(place: Place): void
}

/** A call in words: each node it passed, what was heard and pressed there, what the hours decided and why, what failed. */
export function TraceList({ trace, names, timeZone, startedAtMs, current, onSelect }: TraceListProps) {
  const say = useWords(traceWords)
  const story = useMemo(() => traceSteps(trace, (place, prompt) => names.speaks(place, prompt)), [trace, names])
  const facts = { names, timeZone, startedAtMs }
  if (story.steps.length === 0 && !current && story.open.length === 0) return <p className={css.soft}>{say('stepsEmpty')}</p>
  return (
    <ol className={css.list} aria-label={say('steps')}>
      {story.steps.map((step, index) => (
        <li key={index} className={css.step} data-fault={step.happened.some(({ kind }) => kind === 'fault') || undefined}>
          <StepHead place={step} atMs={step.atMs} visit={step.visit} names={names} onSelect={onSelect} />
          <Happenings happened={step.happened} {...facts} />
          <Way step={step} next={story.steps[index + 1]} names={names} />
        </li>
      ))}
      {(current || story.open.length > 0) && (
        <li className={css.step} data-now>
          {current && <StepHead place={current} names={names} onSelect={onSelect} />}
          <span className={`${css.mark} ${css.soft}`}>{say('now')}</span>
          <Happenings happened={story.open} {...facts} />
        </li>
      )}
    </ol>
  )
}

function StepHead({ place, atMs, visit = 1, names, onSelect }: { place: Place; atMs?: number; visit?: number; names: BundleNames; onSelect?(place: Place): void }) {
  const say = useWords(traceWords)
  const title = names.node(place)
  const known = names.knows(place)
  return (
    <div className={css.head}>
      {onSelect && known ? (
        <button type="button" className={css.title} aria-label={say('showNode', { node: title })} onClick={() => onSelect({ flow: place.flow, node: place.node })}>{title}</button>
      ) : (
        <span className={css.title}>{title}</span>
      )}
      {!known && <span className={css.soft}>{say('nodeGone')}</span>}
      {visit > 1 && <span className={css.soft}>{say('visit', { visit })}</span>}
      {atMs !== undefined && <span className={css.time}>{durationText(atMs)}</span>}
    </div>
  )
}

/** How the node was left. A flow is named where the call comes into another one. */
function Way({ step, next, names }: { step: TraceStep; next: TraceStep | undefined; names: BundleNames }) {
  const say = useWords(traceWords)
  if (step.exit !== null) return <div className={css.soft}>{say('exitTo', { exit: names.exit(step, step.exit) })}</div>
  if (next && next.flow !== step.flow) return <div className={css.soft}>{say('exitToFlow', { flow: names.flow(next.flow) })}</div>
  return null
}

interface Facts {
  names: BundleNames
  timeZone: string
  startedAtMs: number
}

function Happenings({ happened, ...facts }: { happened: readonly Happening[] } & Facts) {
  return happened.map((event, index) => <HappeningView key={index} event={event} {...facts} />)
}

function HappeningView({ event, ...facts }: { event: Happening } & Facts) {
  const say = useWords(traceWords)
  switch (event.kind) {
    case 'heard':
      return (
        <blockquote className={css.heard} aria-label={say('heardAt', { time: durationText(event.atMs) })}>
          <span className={css.time}>{durationText(event.atMs)}</span>　{event.text}
          <span className={css.soft}>{heardText(event, facts.names, say)}</span>
          {event.audio === undefined && <span className={`${css.mark} ${css.warn}`}>{say('noAudio')}</span>}
        </blockquote>
      )
    case 'pressed':
      return <p className={css.pressed}><IconDialpad size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {say('pressedKeys', { keys: event.keys })}</p>
    case 'set':
      return <p className={event.by === 'tester' ? css.pressed : css.soft}>{say(event.by === 'tester' ? 'changedTo' : 'setTo', { name: event.name, value: typeof event.value === 'string' ? event.value : JSON.stringify(event.value) })}</p>
    case 'decision':
      return <DecisionView decision={event} {...facts} />
    case 'table':
      return <p className={css.soft}><IconTable size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {tableText(event, facts.names, say)}</p>
    case 'outside':
      return <p className={css.pressed}>{say('outside', { what: say(`outside-${event.what}`), target: event.target, value: event.value, result: event.result })}</p>
    case 'milestone':
      return <p className={css.pressed}><IconFlag size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {say('milestone', { name: facts.names.milestone(event.name) })}</p>
    case 'fault':
      return (
        <div className={css.fault}>
          <strong><IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {say('fault', { what: faultInWords(event.code, say) })}</strong>
          <div>{say(handledKeys[event.handledBy])}</div>
          <div className={css.soft}>{say('technical', { message: event.message })}</div>
        </div>
      )
  }
}

function tableText({ document, rule }: Extract<Happening, { kind: 'table' }>, names: BundleNames, say: Say<TraceKey>): string {
  const table = names.table(document)
  if (rule === null) return say('tableNotFound', { table })
  const row = names.tableRow(document, rule)
  return row === undefined ? say('tableOtherwise', { table }) : say('tableRow', { table, row })
}

/** How long it was heard, and whether a key or a hang-up cut it short. */
function heardText({ prompt, audio, seconds }: Extract<Happening, { kind: 'heard' }>, names: BundleNames, say: Say<TraceKey>): string {
  const whole = audio === undefined ? undefined : names.seconds(prompt)
  // Audio ends a little before or after its stated length on a real line.
  const cut = whole !== undefined && seconds < whole - 0.5
  return cut ? say('cutShort', { heard: secondsText(seconds), whole: secondsText(whole) }) : say('seconds', { seconds: secondsText(seconds) })
}

function DecisionView({ decision, names, timeZone, startedAtMs }: { decision: Extract<Happening, { kind: 'decision' }> } & Facts) {
  const say = useWords(traceWords)
  const language = useLanguage()
  const words = hoursInWords(decision, { documents: names.documents, timeZone, atMs: startedAtMs + decision.atMs, language }, say)
  return (
    <div className={css.decision}>
      <strong><IconClock size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {say('decision', { hours: words.title, state: words.state })}</strong>
      <div>{say('why', { why: words.why })}</div>
      <div className={css.soft}>{[words.until, words.nextOpen].filter(Boolean).join(' ・ ')}</div>
    </div>
  )
}
