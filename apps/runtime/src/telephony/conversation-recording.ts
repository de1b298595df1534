import type { Operation } from '@madoguchi/sdk'
import type { CallControl } from './call-control.ts'

type Act = Extract<Operation, { op: 'call.recording' }>['act']

/** Where a successor finds the recording that runs on a channel. */
export const recordingVariable = 'md_recording'
const verbs = { start: 'start', pause: 'mask', resume: 'unmask', stop: 'stop' } as const

/**
 * The recording of a conversation: left what the caller says, right what they hear. A pause masks it, so the file keeps its time and the
 * gap is silence; the journal says from when to when (R26).
 */
export class ConversationRecording {
  readonly #folder: string
  #id: string | null

  /** @param running the id that a predecessor left on the channel */
  constructor(folder: string, running: string | undefined) {
    this.#folder = folder
    this.#id = running !== undefined && /^[\w-]+$/.test(running) ? running : null
  }

  /** @returns the id of the recording that it was about; null where none runs. @throws Error with the words of FreeSWITCH where it refused */
  async act(act: Act, id: string, call: Pick<CallControl, 'uuid' | 'command' | 'set'>): Promise<string | null> {
    if (act === 'start' && this.#id !== null) return this.#id
    const about = act === 'start' ? id : this.#id
    if (about === null) return null
    if (act === 'start') call.set({ RECORD_STEREO: 'true', [recordingVariable]: about })
    const reply = await call.command('uuid_record', `${call.uuid} ${verbs[act]} ${this.#folder}/${about}.wav`)
    if (!reply.startsWith('+OK')) throw new Error(reply.trim())
    this.#id = act === 'stop' ? null : about
    if (act === 'stop') call.set({ [recordingVariable]: '' })
    return about
  }
}
