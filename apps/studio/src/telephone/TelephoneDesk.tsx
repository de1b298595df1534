import type { Program } from '@madoguchi/engine'
import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import { Alert, Checkbox, NativeSelect, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import type { BundleNames, Place } from './bundle-names.ts'
import { type CallSettings, faultsOf, readCaller, toRequest } from './call-settings.ts'
import { callClock } from './call-state.ts'
import { CallSetup } from './CallSetup.tsx'
import { CallSteps } from './CallSteps.tsx'
import { CallTimeline } from './CallTimeline.tsx'
import { ChangedDraft } from './ChangedDraft.tsx'
import { instantText } from './clock-text.ts'
import { dialableLines } from './dialable-lines.ts'
import { makeDraftLine } from './draft-line.ts'
import { Handset } from './Handset.tsx'
import { InstantRun } from './InstantRun.tsx'
import { type LiveServer, makeLiveLine } from './live-line.ts'
import { OutcomeBanner } from './OutcomeBanner.tsx'
import { RecordButton } from './RecordButton.tsx'
import { instantCall, recordedCall } from './recorded-call.ts'
import type { Say } from './say.ts'
import type { CallRequest } from './telephone-line.ts'
import { type Telephone, clearCall, dial, hangup, press, rewind, skip, useTelephone } from './telephone-store.ts'
import css from './telephone.module.css'
import type { TelephoneKey } from './texts.ts'
import { TraceList } from './TraceList.tsx'
import { useLitPath } from './use-lit-path.ts'
import { useLocalVoice } from './use-local-voice.ts'
import { useMonotonicNow } from './use-now.ts'
import { telephoneWords, traceWords } from './words.ts'

export interface TelephoneDeskProps {
  program: Program
  names: BundleNames
  /** Given: calls go to the live release; left out: they run here, on `program`. */
  live: LiveServer | undefined
  onSelect?(place: Place): void
}

/** Conditions and telephone on one side, what happened on the other. */
export function TelephoneDesk({ program, names, live, onSelect }: TelephoneDeskProps) {
  const say = useWords(telephoneWords)
  const telephone = useTelephone()
  const settings = useDialable(program, telephone.settings)
  const [openedMs] = useState(() => Date.now())
  const mode = live ? 'call' : telephone.mode
  const running = isRunning(telephone)
  const request = toRequest(settings, program.timeZone)
  const cannot = request ? undefined : whyNot(settings, say)
  const story = mode === 'call' ? callStory(telephone) : instantStory(telephone)
  const current = useLitPath(names, program.lines.get(story.to ?? '')?.flow, story.trace, running)
  const turn = (to: Telephone['mode']) => {
    clearCall()
    useTelephone.setState({ mode: to })
  }
  return (
    <div className={css.columns}>
      <div className={css.left}>
        {!live && (
          <SegmentedControl
            fullWidth aria-label={say('mode')} value={mode} onChange={(value) => turn(value as Telephone['mode'])}
            data={[{ value: 'call', label: say('modeCall') }, { value: 'instant', label: say('modeInstant') }]}
          />
        )}
        <details className={css.box}>
          <summary className={css.summary}>
            {say('setup')}
            <span className={css.chosen}>{chosenText(settings, say)}</span>
          </summary>
          <div style={{ marginTop: 8 }}><CallSetup program={program} settings={settings} nowMs={openedMs} onChange={(next) => useTelephone.setState({ settings: next })} /></div>
        </details>
        {mode === 'instant' ? (
          <div className={css.box}><InstantRun program={program} request={request} cannot={cannot} onResult={(instant) => useTelephone.setState({ instant })} /></div>
        ) : (
          <CallSide program={program} names={names} to={settings.to} request={request} cannot={cannot} live={live} />
        )}
        {mode === 'call' && !live && <CallSteps call={telephone.call} names={names} onSelect={onSelect} />}
      </div>
      <div className={css.right}>
        <Result story={story} names={names} timeZone={program.timeZone} current={current} onSelect={onSelect} timeline={<TimelineOf story={story} names={names} current={current} running={mode === 'call' && running} rewinds={mode === 'call' && !live} onSelect={onSelect} />}>
          <RecordButton call={story.outcome && (mode === 'call' ? recordedCall(telephone) : instantCall(telephone))} program={program} />
        </Result>
      </div>
    </div>
  )
}

interface CallSideProps extends Pick<TelephoneDeskProps, 'program' | 'names' | 'live'> {
  to: string
  request: CallRequest | undefined
  cannot: string | undefined
}

/** The telephone with what belongs to it alone: why a call was refused, and a voice for guidance without audio. */
function CallSide({ program, names, live, to, request, cannot }: CallSideProps) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  const telephone = useTelephone()
  const line = useMemo(() => (live ? makeLiveLine(live) : makeDraftLine(program)), [live, program])
  const nowMs = useMonotonicNow(isRunning(telephone))
  const voice = useLocalVoice()
  const number = isRunning(telephone) ? (telephone.request?.to ?? to) : to
  return (
    <Stack gap="sm">
      {telephone.refused && <Alert color="red" variant="outline" role="alert">{telephone.refused[language]}</Alert>}
      {!live && <ChangedDraft ranOn={telephone.ranOn} program={program} running={isRunning(telephone)} onRestart={request && (() => void dial(line, request, program))} />}
      <Handset
        state={telephone.call} nowMs={nowMs} names={names} lineTitle={say('numberOption', { number, title: inLanguage(program.lines.get(number)?.title, language) })}
        muted={telephone.muted} unplayable={telephone.unplayable} cannot={cannot}
        onCall={() => request && void dial(line, request, live ? undefined : program)} onPress={press} onHangup={hangup} onSkip={skip} onMute={(muted) => useTelephone.setState({ muted })}
      />
      {voice && <Checkbox label={say('speakText')} checked={telephone.voice !== undefined} onChange={(event) => useTelephone.setState({ voice: event.currentTarget.checked ? voice : undefined })} />}
      {voice && telephone.voice && (
        <NativeSelect
          label={say('speed')} w={180} value={telephone.speed} onChange={(event) => useTelephone.setState({ speed: Number(event.currentTarget.value) })}
          data={speeds.map((speed) => ({ value: String(speed), label: say('speedTimes', { speed }) }))}
        />
      )}
    </Stack>
  )
}

interface TimelineOfProps {
  story: Story
  names: BundleNames
  current: Place | undefined
  running: boolean
  /** Whether the call can be taken back. */
  rewinds: boolean
  onSelect?: ((place: Place) => void) | undefined
}

/** The timeline with the call's own clock, which runs while the call does. */
function TimelineOf({ story, names, current, running, rewinds, onSelect }: TimelineOfProps) {
  const { call } = useTelephone()
  const nowMs = useMonotonicNow(running)
  const last = call.entered.at(-1)
  const here = running ? (last ? { flow: last.flow, node: last.node } : current) : undefined
  return (
    <CallTimeline
      trace={story.trace} names={names} atMs={running ? callClock(call, nowMs) : story.elapsedMs} current={useSame(here)} onSelect={onSelect}
      canRewind={(step) => rewinds && call.entered.some(({ index }) => index === step)} onRewind={rewind}
    />
  )
}

/** The same object while it says the same, so that nothing is worked out anew for it. */
function useSame(place: Place | undefined): Place | undefined {
  const { flow, node } = place ?? {}
  return useMemo(() => (flow === undefined || node === undefined ? undefined : { flow, node }), [flow, node])
}

/** Of a browser's voice: one is as fast as it speaks by itself. */
const speeds = [0.75, 1, 1.25, 1.5, 2]

interface Story {
  trace: readonly TraceEvent[]
  startedAtMs: number
  elapsedMs: number
  to?: string
  outcome?: Outcome
}

interface ResultProps {
  story: Story
  names: BundleNames
  timeZone: string
  current: Place | undefined
  timeline: React.ReactNode
  onSelect?: ((place: Place) => void) | undefined
  children?: React.ReactNode
}

function Result({ story, names, timeZone, current, timeline, onSelect, children }: ResultProps) {
  const say = useWords(telephoneWords)
  const sayTrace = useWords(traceWords)
  const language = useLanguage()
  return (
    <Stack gap="sm">
      {story.outcome && (
        <div role="status">
          {story.to !== undefined && <Text size="sm" c="dimmed" mb={4}>{say('instantAt', { time: instantText(story.startedAtMs, timeZone, language), number: story.to })}</Text>}
          <OutcomeBanner outcome={story.outcome} trace={story.trace} elapsedMs={story.elapsedMs} names={names} />
        </div>
      )}
      {children}
      {timeline}
      <Title order={3} size="h3">{sayTrace('steps')}</Title>
      <TraceList trace={story.trace} names={names} timeZone={timeZone} startedAtMs={story.startedAtMs} current={current} onSelect={onSelect} />
    </Stack>
  )
}

function isRunning({ call }: Telephone): boolean {
  return call.phase === 'call' || call.phase === 'dialling'
}

function callStory({ call, request, startedAtMs }: Telephone): Story {
  return { trace: call.trace, startedAtMs, elapsedMs: callClock(call, call.endedMs), to: request?.to, outcome: call.outcome }
}

function instantStory({ instant }: Telephone): Story {
  if (!instant) return { trace: [], startedAtMs: 0, elapsedMs: 0 }
  const { simulation, startedAtMs } = instant
  return { trace: simulation.trace, startedAtMs, elapsedMs: simulation.seconds * 1000, to: simulation.number, outcome: simulation.outcome }
}

/** The number chosen, or the first that can be dialled while none is, or it has gone from the draft. */
function useDialable(program: Program, settings: CallSettings): CallSettings {
  return useMemo(() => {
    const lines = dialableLines(program)
    return lines.some(({ number }) => number === settings.to) ? settings : { ...settings, to: lines[0]?.number ?? '' }
  }, [program, settings])
}

/** The conditions in one line, so that nobody has to open them to know what will be called. */
function chosenText(settings: CallSettings, say: Say<TelephoneKey>): string {
  const faults = faultsOf(settings).length
  const parts = [
    settings.to, settings.at === '' ? say('whenNow') : settings.at.replace('T', ' '), settings.anonymous ? say('anonymousShort') : settings.from,
    say('agentsShort', { number: settings.agents }), ...(settings.waiting > 0 ? [say('waitingShort', { number: settings.waiting })] : []), ...(faults > 0 ? [say('faultsShort', { number: faults })] : []),
  ]
  return parts.join(' ・ ')
}

function whyNot(settings: CallSettings, say: Say<TelephoneKey>): string {
  if (settings.to === '') return say('numbersNone')
  return say(!settings.anonymous && readCaller(settings.from) === undefined ? 'fromBad' : 'whenBad')
}
