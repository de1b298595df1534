import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconVolumeOff } from '@tabler/icons-react'
import { useWords } from '../i18n/words.ts'
import type { AudioState } from './audio-state.ts'
import css from './prompts.module.css'
import { promptWords } from './words.ts'

/** `lost`: a document names it, but the server does not have it. */
export type ShownAudioState = AudioState | 'lost'

const icons = { fresh: IconCircleCheck, stale: IconAlertTriangle, none: IconVolumeOff, unchecked: IconHelpCircle, lost: IconAlertTriangle } as const satisfies Record<ShownAudioState, unknown>

/** Whether the audio is right, by icon, word and colour. */
export function AudioBadge({ state }: { state: ShownAudioState }) {
  const say = useWords(promptWords)
  const Icon = icons[state]
  return <span className={css.badge} data-state={state}><Icon size={18} aria-hidden />{say(`audio-${state}`)}</span>
}
