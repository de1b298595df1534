import type { TraceEvent } from '@madoguchi/sdk'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { nodeTypes } from '../editor/node-types.ts'
import { useWords } from '../i18n/words.ts'
import type { BundleNames, Place } from './bundle-names.ts'
import { durationText, secondsText } from './clock-text.ts'
import { momentInWords } from './moment-in-words.ts'
import { type Deed, type Drawn, type Moment, type Timeline, drawTimeline, lanes, moveIn, timelineOf } from './timeline.ts'
import css from './timeline.module.css'
import { timelineWords, traceWords } from './words.ts'

export interface CallTimelineProps {
  trace: readonly TraceEvent[]
  names: BundleNames
  /** The call's clock now, or at its end. */
  atMs: number
  /** Where the call is; undefined once it is over. */
  current: Place | undefined
  /** The steps to which the call can be taken back. */
  canRewind(step: number): boolean
  onRewind(step: number): void
  onSelect?: ((place: Place) => void) | undefined
}

/** A call drawn over time in three lanes. Every moment is a button: chosen, it tells what happened and leads to its node, or back to it. */
export function CallTimeline({ trace, names, atMs, current, canRewind, onRewind, onSelect }: CallTimelineProps) {
  const say = useWords(timelineWords)
  const tell = useTeller(names)
  // The present needs no finer steps than are drawn.
  const seconds = current ? Math.ceil(atMs / 1000) : atMs / 1000
  const timeline = useMemo(() => timelineOf(trace, nodeTypes, { atMs: seconds * 1000, place: current, type: current && nodeTypes.get(names.typeOf(current) ?? '') }), [trace, names, seconds, current])
  const [chosen, setChosen] = useState<string>()
  const here = useRef<HTMLElement>(null)
  const moment = timeline.moments.find((one) => keyOf(one) === chosen)
  // What was chosen may not have happened any more: the focus must not fall to the page.
  const back = (step: number) => {
    onRewind(step)
    setChosen(undefined)
    here.current?.focus()
  }
  if (timeline.moments.length === 0) return null
  return (
    <section ref={here} tabIndex={-1} aria-label={say('title')} style={{ outline: 'none' }}>
      <Stack gap="xs">
        <Title order={3} size="h3">{say('title')}</Title>
        <Chart timeline={timeline} running={current !== undefined} chosen={chosen} tell={tell} onChoose={(one) => setChosen(keyOf(one))} />
        {moment ? <Chosen moment={moment} names={names} tell={tell} canRewind={canRewind} onRewind={back} onSelect={onSelect} /> : <Text size="sm" c="dimmed">{say('help')}</Text>}
        <details>
          <summary>{say('list')}</summary>
          <ol className={css.list}>{timeline.moments.map((one) => <li key={keyOf(one)}>{say('listItem', { time: durationText(one.fromMs), lane: say(`lane-${one.lane}`), what: tell(one).join(say('and')) })}</li>)}</ol>
        </details>
      </Stack>
    </section>
  )
}

type Teller = (moment: Moment) => string[]

function useTeller(names: BundleNames): Teller {
  const say = useWords(timelineWords)
  const sayTrace = useWords(traceWords)
  return (moment) => moment.told.map(({ deed, place }) => momentInWords(deed, place, names, say, sayTrace))
}

/** A moment is the same while more of it becomes known. */
function keyOf({ lane, fromMs }: Moment): string {
  return `${lane} ${fromMs}`
}

interface ChartProps {
  timeline: Timeline
  running: boolean
  chosen: string | undefined
  tell: Teller
  onChoose(moment: Moment): void
}

function Chart({ timeline, running, chosen, tell, onChoose }: ChartProps) {
  const say = useWords(timelineWords)
  const box = useRef<HTMLDivElement>(null)
  const { moments } = timeline
  const { drawn, width } = useMemo(() => drawTimeline(timeline), [timeline])
  const [focused, setFocused] = useState(0)
  const active = Math.min(focused, moments.length - 1)
  // A call that goes on is looked at where it is, unless somebody looks at something else.
  useEffect(() => {
    if (running && chosen === undefined && box.current && !box.current.contains(document.activeElement)) box.current.scrollLeft = box.current.scrollWidth
  }, [running, chosen, width])
  const move = (event: React.KeyboardEvent) => {
    const to = moveIn(moments, active, event.key)
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setFocused(to)
    box.current?.querySelector<HTMLElement>(`[data-index="${to}"]`)?.focus()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/interactive-supports-focus -- the keys of the buttons inside
    <div ref={box} className={css.chart} role="group" aria-label={say('chart')} onKeyDown={move}>
      {lanes.map((lane) => (
        <div key={lane} className={css.lane}>
          <span className={css.name}>{say(`lane-${lane}`)}</span>
          <div className={css.track} style={{ width }}>
            {moments.map((moment, index) => moment.lane === lane && (
              <MomentButton
                key={keyOf(moment)} moment={moment} place={drawn[index]} index={index} tabbable={index === active} chosen={keyOf(moment) === chosen} tell={tell}
                onChoose={() => {
                  setFocused(index)
                  onChoose(moment)
                }}
              />
            ))}
          </div>
        </div>
      ))}
      <Axis moments={moments} drawn={drawn} width={width} />
    </div>
  )
}

interface MomentButtonProps {
  moment: Moment
  place: Drawn | undefined
  index: number
  tabbable: boolean
  chosen: boolean
  tell: Teller
  onChoose(): void
}

function MomentButton({ moment, place, index, tabbable, chosen, tell, onChoose }: MomentButtonProps) {
  const say = useWords(timelineWords)
  const what = tell(moment).join(say('and'))
  const has = (kind: Deed['kind']) => moment.told.some(({ deed }) => deed.kind === kind) || undefined
  return (
    <button
      type="button" className={css.moment} data-lane={moment.lane} data-index={index} data-bad={has('fault')} data-now={has('now')} style={place} tabIndex={tabbable ? 0 : -1} aria-pressed={chosen}
      aria-label={say('at', { time: durationText(moment.fromMs), lane: say(`lane-${moment.lane}`), what })} title={what} onClick={onChoose}
    >
      {has('now') && moment.told.length === 1 ? say('nowShort') : shortOf(moment, what)}
    </button>
  )
}

/** What fits into little room: the keys themselves, else as much of the words as there is place for. */
function shortOf({ told }: Moment, what: string): string {
  const only = told[0]?.deed
  return only?.kind === 'pressed' ? only.keys : what
}

/** Seconds under the moments, as many as can be read. */
function Axis({ moments, drawn, width }: { moments: readonly Moment[]; drawn: readonly Drawn[]; width: number }) {
  return (
    <div className={css.lane} aria-hidden>
      <span className={css.name} />
      <div className={`${css.track} ${css.axis}`} style={{ width }}>{ticksOf(moments, drawn).map(({ fromMs, left }) => <span key={fromMs} className={css.tick} style={{ left }}>{durationText(fromMs)}</span>)}</div>
    </div>
  )
}

const tickWidth = 52

function ticksOf(moments: readonly Moment[], drawn: readonly Drawn[]): { fromMs: number; left: number }[] {
  return moments.reduce<{ fromMs: number; left: number }[]>((ticks, { fromMs }, index) => {
    const left = drawn[index]?.left ?? 0
    return left < (ticks.at(-1)?.left ?? -tickWidth) + tickWidth ? ticks : [...ticks, { fromMs, left }]
  }, [])
}

const small = { size: 'compact-sm', mih: 32, h: 'auto', styles: { label: { whiteSpace: 'normal', overflow: 'visible' } } } as const

interface ChosenProps {
  moment: Moment
  names: BundleNames
  tell: Teller
  canRewind(step: number): boolean
  onRewind(step: number): void
  onSelect?: ((place: Place) => void) | undefined
}

function Chosen({ moment, names, tell, canRewind, onRewind, onSelect }: ChosenProps) {
  const say = useWords(timelineWords)
  const { fromMs, toMs, told, lane } = moment
  // Several nodes may be passed at one instant: each can be gone back to.
  const nodes = [...new Map(told.map((one) => [one.step, one])).values()].flatMap(({ step, place }) => (place ? [{ step, place, node: names.node(place) }] : []))
  const time = told.some(({ deed }) => deed.kind === 'now') ? say('nowSince', { time: durationText(fromMs) }) : toMs > fromMs ? say('span', { from: durationText(fromMs), to: durationText(toMs), seconds: secondsText((toMs - fromMs) / 1000) }) : say('moment', { time: durationText(fromMs) })
  return (
    <div className={css.chosen}>
      <div role="status">
        <Text size="sm" c="dimmed">{[time, say(`lane-${lane}`), ...nodes.map(({ node }) => say('inNode', { node }))].join(' ・ ')}</Text>
        <ul>{tell(moment).map((what, index) => <li key={index}>{what}</li>)}</ul>
      </div>
      <Group gap="xs">
        {nodes.filter(({ step }) => canRewind(step)).map(({ step, node }) => <Button key={`back ${step}`} variant="outline" {...small} onClick={() => onRewind(step)}>{nodes.length === 1 ? say('back') : say('backBefore', { node })}</Button>)}
        {onSelect && nodes.filter(({ place }) => names.knows(place)).map(({ step, place, node }) => <Button key={`show ${step}`} variant="default" {...small} onClick={() => onSelect(place)}>{say('show', { node })}</Button>)}
      </Group>
    </div>
  )
}
