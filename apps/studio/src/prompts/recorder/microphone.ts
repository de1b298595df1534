import captureUrl from './capture.worklet.ts?worker&url'

/**
 * Why there is no microphone. `insecure`: the browser gives none to pages without HTTPS. `refused`: the person or their administrator said
 * no. `none`: no device. `busy`: another program has it. `lost`: it was unplugged.
 */
export type MicrophoneFault = 'insecure' | 'refused' | 'none' | 'busy' | 'lost'

export class NoMicrophone extends Error {
  readonly fault: MicrophoneFault

  constructor(fault: MicrophoneFault, options?: ErrorOptions) {
    super(`no microphone: ${fault}`, options)
    this.name = 'NoMicrophone'
    this.fault = fault
  }
}

export interface Device {
  id: string
  label: string
}

/** An open microphone. Nothing is kept until `record`. */
export interface Microphone {
  deviceId: string | undefined
  sampleRate: number
  /** Samples of about the last 50 ms, for the meter. */
  fill(samples: Float32Array<ArrayBuffer>): void
  /** Keeps what is heard from now on. Calling the result ends that and gives it. */
  record(): () => Float32Array
  close(): void
}

/**
 * Opens a microphone as it is: without echo cancelling and automatic gain, which breathe between sentences; loudness is made even afterwards.
 * @param onLost it was unplugged or taken away
 * @throws NoMicrophone
 */
export async function openMicrophone(deviceId: string | undefined, onLost: () => void): Promise<Microphone> {
  if (!('mediaDevices' in navigator) || !isSecureContext) throw new NoMicrophone('insecure')
  const stream = await streamOf(deviceId)
  const [track] = stream.getAudioTracks()
  const context = new AudioContext()
  const end = () => {
    for (const each of stream.getTracks()) each.stop()
    if (context.state !== 'closed') void context.close()
  }
  try {
    await context.audioWorklet.addModule(captureUrl)
    await context.resume()
  } catch (error) {
    end()
    throw error
  }
  const source = context.createMediaStreamSource(stream)
  const analyser = new AnalyserNode(context, { fftSize: 2048 })
  const capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' })
  source.connect(analyser)
  source.connect(capture)
  let kept: Float32Array[] | undefined
  capture.port.addEventListener('message', ({ data }: MessageEvent<Float32Array>) => kept?.push(data))
  capture.port.start()
  track?.addEventListener('ended', onLost)
  return {
    deviceId: track?.getSettings().deviceId,
    sampleRate: context.sampleRate,
    fill: (samples) => analyser.getFloatTimeDomainData(samples),
    record() {
      const pieces: Float32Array[] = []
      kept = pieces
      return () => {
        kept = undefined
        return joined(pieces)
      }
    },
    close() {
      track?.removeEventListener('ended', onLost)
      end()
    },
  }
}

/** The microphones of this computer; their names are known only once one was allowed. */
export async function microphones(): Promise<Device[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId, label }))
}

async function streamOf(deviceId: string | undefined): Promise<MediaStream> {
  const sound = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: deviceId === undefined ? sound : { ...sound, deviceId: { exact: deviceId } } })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    // The one chosen last time may have been left at home.
    if (name === 'OverconstrainedError' || (name === 'NotFoundError' && deviceId !== undefined)) return streamOf(undefined)
    throw new NoMicrophone(faultOf(name), { cause: error })
  }
}

function faultOf(name: string): MicrophoneFault {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotFoundError' ? 'none' : 'busy'
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
