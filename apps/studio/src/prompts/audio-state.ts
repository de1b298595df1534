import { sha256Hex } from '@madoguchi/engine'
import type { PromptAudio } from '@madoguchi/schemas'
import type { FilledText } from './fill-prompt.ts'

/** `stale`: the text has changed since the audio was made. `unchecked`: the text varies from call to call, so nothing can be compared. */
export type AudioState = 'none' | 'fresh' | 'stale' | 'unchecked'

/** As the checker sees it (`prompt-audio-stale`, `prompt-no-audio`). */
export function audioState(audio: PromptAudio | undefined, filled: FilledText): AudioState {
  if (!audio) return 'none'
  if (filled.kind !== 'fixed') return 'unchecked'
  return audio.textHash === sha256Hex(filled.text) ? 'fresh' : 'stale'
}
