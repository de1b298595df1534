import type { AskService, Timers } from '@madoguchi/engine'
import type { JournalEntry, Utterance } from '@madoguchi/sdk'
import type { OutsideWorld } from '../integrations/outside-world.ts'
import type { Act, Ending } from './act.ts'
import type { Channel } from './channel.ts'
import type { Desk } from './desk.ts'
import type { HeldCalls } from './held-calls.ts'
import type { SpeechFiles } from './speech-files.ts'
import type { Voice } from './spoken-texts.ts'
import type { Watchdog } from './watchdog.ts'

/** What a call stands on. */
export interface CallControlOptions {
  channel: Channel
  files: SpeechFiles
  /** Absolute, without blanks; recordings are `<session id>-<journal number>.wav` in it. */
  recordingsFolder: string
  sessionId: string
  /** The dialled line, normalised. */
  line: string
  /** Configured gateways in the order in which they are tried. */
  gateways: readonly string[]
  desk: Desk
  held: HeldCalls
  /** Says texts that were never recorded; absent where no voice is installed. */
  voice?: Voice | undefined
  /** What is done beside the call; absent where no service runs. */
  outside?: Pick<OutsideWorld, 'perform'> | undefined
  services?: AskService | undefined
  watchdog: Watchdog
  /** Variables that carry the state of the call at a journal entry. */
  state(entry: number): Readonly<Record<string, string>>
  /** Milliseconds since the session began, on a clock that never goes back. */
  elapsedMs(): number
  timers: Timers
}

/** What a desk may do with a call that waits: one channel on the shared connection. Steps are named by the journal entry and a suffix. */
export interface CallControl {
  readonly uuid: string
  readonly line: string
  readonly elapsedMs: number
  isPlayable(say: readonly Utterance[]): boolean
  speak(say: readonly Utterance[], entry: JournalEntry, suffix: string): Promise<Ending>
  sound(file: string, entry: JournalEntry, suffix: string): Promise<Ending>
  /** @param onBridged called when somebody has answered */
  bridge(act: Act, entry: JournalEntry, suffix?: string, onBridged?: () => void): Promise<{ ending: Ending; bridgedAtMs: number | undefined; seconds: number }>
  pause(milliseconds: number): Promise<void>
  breakOff(): void
  /** While it is set, this key of the caller does something at once instead of being kept for a question. It does nothing in a conversation. */
  watchKey(watched: { key: string; act: () => void } | undefined): void
  /** Speech as one argument for FreeSWITCH. */
  fileOf(say: readonly Utterance[]): string
  /** Plays a file to somebody who may be led into a conversation meanwhile: then it ends when the channel is ours again. */
  held(file: string, entry: JournalEntry, suffix: string, isTalking: () => boolean): Promise<Ending>
  /** An API command; resolves with its output, a refusal included. @throws EslError */
  command(command: string, args: string): Promise<string>
  /** An API command that may take long; resolves with its output, a refusal included. @throws EslError */
  background(command: string, args: string): Promise<string>
  set(variables: Readonly<Record<string, string>>): void
  /** Leaves what runs, which then ends as done. */
  release(): void
  /** The watchdog rests while they talk, and the caller's keys are not ours. */
  inConversation(talking: boolean): void
  /** @returns how to prevent it */
  after(milliseconds: number, act: () => void): () => void
}
