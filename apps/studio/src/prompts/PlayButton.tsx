import { ActionIcon } from '@mantine/core'
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { audioUrl } from '../telephone/browser-sound.ts'
import { promptWords } from './words.ts'

export interface PlayButtonProps {
  sha256: string
  title: string
  onFail(): void
}

let playing: HTMLAudioElement | undefined

/** Plays one audio; only one plays at a time, wherever its button stands. */
export function PlayButton({ sha256, title, onFail }: PlayButtonProps) {
  const say = useWords(promptWords)
  const audio = useRef<HTMLAudioElement>(undefined)
  const [on, setOn] = useState(false)
  useEffect(() => () => audio.current?.pause(), [sha256])
  const play = () => {
    playing?.pause()
    const next = new Audio(audioUrl(sha256))
    playing = audio.current = next
    next.addEventListener('playing', () => setOn(true))
    for (const over of ['pause', 'ended', 'error']) next.addEventListener(over, () => setOn(false))
    next.addEventListener('error', onFail)
    // A refusal without an `error` event comes from a pause before the start.
    next.play().catch(() => setOn(false))
  }
  const Icon = on ? IconPlayerStopFilled : IconPlayerPlayFilled
  return (
    <ActionIcon variant="outline" size={44} radius="xl" aria-label={say(on ? 'stop' : 'play', { title })} onClick={() => (on ? audio.current?.pause() : play())}>
      <Icon size={20} aria-hidden />
    </ActionIcon>
  )
}
