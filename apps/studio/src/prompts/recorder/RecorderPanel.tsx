import { Button, NativeSelect } from '@mantine/core'
import { IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react'
import { useWords } from '../../i18n/words.ts'
import { durationText } from '../../telephone/clock-text.ts'
import { focusOnMount } from '../focus-on-mount.ts'
import type { TelephoneAudio } from '../telephone-audio.ts'
import { type Heard, LevelMeter } from './LevelMeter.tsx'
import type { Device } from './microphone.ts'
import css from './recorder.module.css'
import { TakeReview } from './TakeReview.tsx'
import { type Recorder, type RecorderState, useRecorder } from './use-recorder.ts'
import { recorderWords } from './words.ts'

export interface RecorderProps {
  /** What is to be read aloud. */
  text: string
  /** Stores what was recorded; the panel waits for it and shows its refusal. */
  onUse(audio: TelephoneAudio): Promise<void>
  onClose(): void
}

/** Records a prompt with the microphone of this computer. */
export function RecorderPanel(props: RecorderProps) {
  const recorder = useRecorder()
  return <RecorderView {...props} recorder={recorder} />
}

export interface RecorderViewProps extends RecorderProps {
  recorder: Omit<Recorder, 'microphone'> & { microphone: Heard | undefined }
}

/** The panel for any state of a recorder. */
export function RecorderView({ recorder, text, onUse, onClose }: RecorderViewProps) {
  const say = useWords(recorderWords)
  const { state } = recorder
  return (
    <section className={css.panel} aria-label={say('panel')}>
      {state.kind === 'asking' && <p role="status">{say('asking')}</p>}
      {state.kind === 'failed' && <Failed fault={state.fault} onRetry={() => recorder.open()} onClose={onClose} />}
      {(state.kind === 'ready' || state.kind === 'counting' || state.kind === 'recording') && <Live recorder={recorder} state={state} text={text} onClose={onClose} />}
      {state.kind === 'taken' && <TakeReview take={state.take} cutOff={state.cutOff} onAgain={() => recorder.open()} onDiscard={onClose} onUse={onUse} />}
    </section>
  )
}

function Failed({ fault, onRetry, onClose }: { fault: Extract<RecorderState, { kind: 'failed' }>['fault']; onRetry(): void; onClose(): void }) {
  const say = useWords(recorderWords)
  return (
    <>
      <p className={css.bad} role="alert">{say(`fault-${fault}`)}</p>
      <div className={css.line}>
        <Button onClick={onRetry}>{say('retry')}</Button>
        <Button variant="outline" onClick={onClose}>{say('close')}</Button>
      </div>
    </>
  )
}

function Live({ recorder, state, text, onClose }: { recorder: RecorderViewProps['recorder']; state: Extract<RecorderState, { kind: 'ready' | 'counting' | 'recording' }>; text: string; onClose(): void }) {
  const say = useWords(recorderWords)
  return (
    <>
      {text !== '' && <p className={css.script}><small>{say('readAloud')}</small>{text}</p>}
      {state.kind === 'ready' && <DeviceChoice devices={recorder.devices} device={recorder.device} onChoose={(device) => recorder.open(device)} />}
      {recorder.microphone && <LevelMeter source={recorder.microphone} />}
      <div role="status" className={css.line}>
        {state.kind === 'counting' && (
          <>
            <span className={css.count} aria-hidden>{say('counting', { left: state.left })}</span>
            <span className="visually-hidden">{say('countingSaid', { left: state.left })}</span>
          </>
        )}
      </div>
      {state.kind === 'recording' && <span className={css.recording} role="timer">{say('recording', { time: durationText(state.seconds * 1000) })}</span>}
      <div className={css.line}>
        {state.kind === 'ready' && <Button ref={focusOnMount} leftSection={<IconMicrophone size={20} aria-hidden />} onClick={recorder.start}>{say('start')}</Button>}
        {state.kind === 'recording' && <Button ref={focusOnMount} color="red" leftSection={<IconPlayerStopFilled size={20} aria-hidden />} onClick={recorder.stop}>{say('stop')}</Button>}
        <Button variant="outline" onClick={state.kind === 'ready' ? onClose : recorder.cancel}>{say(state.kind === 'ready' ? 'close' : 'cancel')}</Button>
        {state.kind === 'ready' && <span className={css.soft}>{say('startHelp')}</span>}
      </div>
    </>
  )
}

function DeviceChoice({ devices, device, onChoose }: { devices: readonly Device[]; device: string | undefined; onChoose(device: string): void }) {
  const say = useWords(recorderWords)
  if (devices.length === 0) return null
  return (
    <NativeSelect
      label={say('device')} maw={420} value={device ?? devices[0]?.id} onChange={(event) => onChoose(event.currentTarget.value)}
      data={devices.map(({ id, label }, index) => ({ value: id, label: label || say('deviceNumber', { number: index + 1 }) }))}
    />
  )
}
