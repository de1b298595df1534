import { useCallback, useEffect, useRef, useState } from 'react'
import { longestSeconds } from '../telephone-audio.ts'
import { type Device, type Microphone, type MicrophoneFault, NoMicrophone, microphones, openMicrophone } from './microphone.ts'
import { type Take, secondsOf, shortestSeconds } from './take.ts'

/**
 * A recording, from asking for the microphone to a take: `asking` → `ready` (the meter moves) → `counting` → `recording` → `taken`; from
 * anywhere to `failed`, and back by `open`.
 */
export type RecorderState =
  | { kind: 'asking' }
  | { kind: 'failed'; fault: MicrophoneFault | 'empty' }
  | { kind: 'ready' }
  | { kind: 'counting'; left: number }
  | { kind: 'recording'; seconds: number }
  | { kind: 'taken'; take: Take; cutOff: boolean }

export interface Recorder {
  state: RecorderState
  devices: readonly Device[]
  device: string | undefined
  /** The open microphone, for the meter. */
  microphone: Microphone | undefined
  /** Asks again, or opens another microphone; a take is thrown away. */
  open(device?: string): void
  start(): void
  stop(): void
  /** Out of counting or recording, without a take. */
  cancel(): void
}

const countFrom = 3
const rememberedAt = 'madoguchi.microphone'

/** Opens the microphone when it is first drawn and closes it when it goes, or when there is a take: no light burns longer than needed. */
export function useRecorder(): Recorder {
  const [state, setState] = useState<RecorderState>({ kind: 'asking' })
  const [microphone, setMicrophone] = useState<Microphone>()
  const [devices, setDevices] = useState<readonly Device[]>([])
  const [wanted, setWanted] = useState<{ device: string | undefined }>(() => ({ device: localStorage.getItem(rememberedAt) ?? undefined }))
  const finish = useRef<() => Float32Array>(undefined)

  const take = useCallback((cutOff: boolean, from: Microphone) => {
    const samples = finish.current?.()
    finish.current = undefined
    from.close()
    if (!samples) return setState({ kind: 'failed', fault: 'lost' })
    const made: Take = { samples, sampleRate: from.sampleRate }
    setState(secondsOf(made) < shortestSeconds ? { kind: 'failed', fault: 'empty' } : { kind: 'taken', take: made, cutOff })
  }, [])

  useEffect(() => {
    let wantedStill = true
    let opened: Microphone | undefined
    const open = async () => {
      try {
        const next = await openMicrophone(wanted.device, () => opened && take(true, opened))
        if (!wantedStill) return next.close()
        opened = next
        setMicrophone(next)
        setState({ kind: 'ready' })
        setDevices(await microphones())
      } catch (error) {
        if (wantedStill) setState({ kind: 'failed', fault: error instanceof NoMicrophone ? error.fault : 'busy' })
      }
    }
    void open()
    return () => {
      wantedStill = false
      finish.current = undefined
      opened?.close()
      setMicrophone(undefined)
    }
  }, [wanted, take])

  useEffect(() => {
    if (state.kind !== 'counting' || !microphone) return undefined
    const next = setTimeout(() => {
      if (state.left > 1) return setState({ kind: 'counting', left: state.left - 1 })
      finish.current = microphone.record()
      setState({ kind: 'recording', seconds: 0 })
    }, 1000)
    return () => clearTimeout(next)
  }, [state, microphone])

  useEffect(() => {
    if (state.kind !== 'recording' || !microphone) return undefined
    if (state.seconds >= longestSeconds) {
      take(false, microphone)
      return undefined
    }
    const next = setTimeout(() => setState({ kind: 'recording', seconds: state.seconds + 1 }), 1000)
    return () => clearTimeout(next)
  }, [state, microphone, take])

  return {
    state, devices, device: microphone?.deviceId, microphone: state.kind === 'taken' || state.kind === 'failed' ? undefined : microphone,
    open(device) {
      if (device !== undefined) localStorage.setItem(rememberedAt, device)
      setState({ kind: 'asking' })
      setWanted({ device: device ?? wanted.device })
    },
    start: () => microphone && setState({ kind: 'counting', left: countFrom }),
    stop: () => microphone && take(false, microphone),
    cancel() {
      finish.current = undefined
      setState({ kind: 'ready' })
    },
  }
}
