import type { Program } from '@madoguchi/engine'
import type { Outcome, TraceEvent } from '@madoguchi/sdk'
import { Alert, Checkbox, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import type { BundleNames, Place } from './bundle-names.ts'
import { type CallSettings, firstSettings, readCaller, toRequest } from './call-settings.ts'
import { callClock } from './call-state.ts'
import { CallSetup } from './CallSetup.tsx'
import { instantText } from './clock-text.ts'
import { dialableLines } from './dialable-lines.ts'
import { Handset } from './Handset.tsx'
import { type InstantResult, InstantRun } from './InstantRun.tsx'
import type { LiveServer } from './live-line.ts'
import { OutcomeBanner } from './OutcomeBanner.tsx'
import css from './telephone.module.css'
import { TraceList } from './TraceList.tsx'
import { type Call, useCall, useLitPath } from './use-call.ts'
import { useMonotonicNow } from './use-now.ts'
import { telephoneWords, traceWords } from './words.ts'

export interface TelephoneDeskProps {
  program: Program
  names: BundleNames
  /** Given: calls go to the live release; left out: they run here, on `program`. */
  live: LiveServer | undefined
  onSelect?(place: Place): void
}

type Mode = 'call' | 'instant'

/** Conditions and telephone on one side, what happened on the other. */
export function TelephoneDesk({ program, names, live, onSelect }: TelephoneDeskProps) {
  const say = useWords(telephoneWords)
  const [mode, setMode] = useState<Mode>('call')
  const [chosen, setSettings] = useState<CallSettings>(firstSettings)
  const settings = useDialable(program, chosen)
  const [openedMs] = useState(() => Date.now())
  const [instant, setInstant] = useState<InstantResult>()
  const call = useCall(program, live)
  const request = toRequest(settings, program.timeZone)
  const cannot = request ? undefined : whyNot(settings, say)
  const story = mode === 'call' ? callStory(call) : instantStory(instant)
  const dialled = program.lines.get(story.to ?? settings.to)
  const current = useLitPath(names, dialled?.flow, story.trace, story.running)
  const turn = (to: Mode) => {
    call.telephone.clear()
    setInstant(undefined)
    setMode(to)
  }
  return (
    <div className={css.columns}>
      <div className={css.left}>
        {!live && (
          <SegmentedControl
            fullWidth aria-label={say('mode')} value={mode} onChange={(value) => turn(value as Mode)}
            data={[{ value: 'call', label: say('modeCall') }, { value: 'instant', label: say('modeInstant') }]}
          />
        )}
        <details className={css.box} open={!call.running} key={String(call.running)}>
          <summary className={css.summary}>{say('setup')}</summary>
          <div style={{ marginTop: 8 }}><CallSetup program={program} settings={settings} nowMs={openedMs} onChange={setSettings} /></div>
        </details>
        {mode === 'instant' ? (
          <div className={css.box}><InstantRun program={program} request={request} cannot={cannot} onResult={setInstant} /></div>
        ) : (
          <CallSide call={call} program={program} names={names} to={settings.to} cannot={cannot} onCall={() => request && call.dial(request)} />
        )}
      </div>
      <div className={css.right}><Result story={story} names={names} timeZone={program.timeZone} current={current} onSelect={onSelect} /></div>
    </div>
  )
}

/** The telephone with what belongs to it alone: why a call was refused, and a voice for guidance without audio. */
function CallSide({ call, program, names, to, cannot, onCall }: { call: Call; program: Program; names: BundleNames; to: string; cannot: string | undefined; onCall(): void }) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  const nowMs = useMonotonicNow(call.running)
  const { telephone } = call
  const number = call.running ? (call.request?.to ?? to) : to
  const lineTitle = say('numberOption', { number, title: inLanguage(program.lines.get(number)?.title, language) })
  return (
    <Stack gap="sm">
      {telephone.refused && <Alert color="red" variant="outline" role="alert">{telephone.refused[language]}</Alert>}
      <Handset
        state={telephone.state} nowMs={nowMs} names={names} lineTitle={lineTitle} muted={telephone.muted} unplayable={telephone.unplayable} cannot={cannot}
        onCall={onCall} onPress={telephone.press} onHangup={telephone.hangup} onSkip={telephone.skip} onMute={telephone.setMuted}
      />
      {telephone.voice && <Checkbox label={say('speakText')} checked={telephone.speaksText} onChange={(event) => telephone.setSpeaksText(event.currentTarget.checked)} />}
    </Stack>
  )
}

interface Story {
  trace: readonly TraceEvent[]
  running: boolean
  startedAtMs: number
  elapsedMs: number
  to?: string
  outcome?: Outcome
}

function Result({ story, names, timeZone, current, onSelect }: { story: Story; names: BundleNames; timeZone: string; current: Place | undefined; onSelect?(place: Place): void }) {
  const say = useWords(telephoneWords)
  const sayTrace = useWords(traceWords)
  const language = useLanguage()
  return (
    <Stack gap="sm">
      {story.outcome && (
        <div role="status">
          {story.to !== undefined && <Text size="sm" c="dimmed" mb={4}>{say('instantAt', { time: instantText(story.startedAtMs, timeZone, language), number: story.to })}</Text>}
          <OutcomeBanner outcome={story.outcome} elapsedMs={story.elapsedMs} names={names} />
        </div>
      )}
      <Title order={3} size="h3">{sayTrace('steps')}</Title>
      <TraceList trace={story.trace} names={names} timeZone={timeZone} startedAtMs={story.startedAtMs} current={current} onSelect={onSelect} />
    </Stack>
  )
}

function callStory({ telephone: { state }, running, request, startedAtMs }: Call): Story {
  return { trace: state.trace, running, startedAtMs, elapsedMs: callClock(state, state.endedMs), to: request?.to, outcome: state.outcome }
}

function instantStory(instant: InstantResult | undefined): Story {
  if (!instant) return { trace: [], running: false, startedAtMs: 0, elapsedMs: 0 }
  const { simulation, startedAtMs } = instant
  return { trace: simulation.trace, running: false, startedAtMs, elapsedMs: simulation.seconds * 1000, to: simulation.number, outcome: simulation.outcome }
}

/** The number chosen, or the first that can be dialled while none is, or it has gone from the draft. */
function useDialable(program: Program, settings: CallSettings): CallSettings {
  return useMemo(() => {
    const lines = dialableLines(program)
    return lines.some(({ number }) => number === settings.to) ? settings : { ...settings, to: lines[0]?.number ?? '' }
  }, [program, settings])
}

function whyNot(settings: CallSettings, say: ReturnType<typeof useWords<'numbersNone' | 'fromBad' | 'whenBad'>>): string {
  if (settings.to === '') return say('numbersNone')
  return say(!settings.anonymous && readCaller(settings.from) === undefined ? 'fromBad' : 'whenBad')
}
