import { ActionIcon } from '@mantine/core'
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { audioUrl } from '../telephone/browser-sound.ts'
import { playBytes, playOne } from './one-sound.ts'
import { promptWords } from './words.ts'

export interface PlayButtonProps {
  /** Stored audio by its content, or audio that is stored nowhere yet. */
  sound: string | Uint8Array<ArrayBuffer>
  title: string
  onFail(): void
}

/** Plays one audio; only one plays at a time, wherever its button stands. */
export function PlayButton({ sound, title, onFail }: PlayButtonProps) {
  const say = useWords(promptWords)
  const stop = useRef<() => void>(undefined)
  const [on, setOn] = useState(false)
  useEffect(() => () => stop.current?.(), [sound])
  const play = () => {
    const listening = { onPlaying: () => setOn(true), onOver: () => setOn(false), onFail }
    stop.current = typeof sound === 'string' ? playOne(audioUrl(sound), listening) : playBytes(sound, listening)
  }
  const Icon = on ? IconPlayerStopFilled : IconPlayerPlayFilled
  return (
    <ActionIcon variant="outline" size={44} radius="xl" aria-label={say(on ? 'stop' : 'play', { title })} onClick={() => (on ? stop.current?.() : play())}>
      <Icon size={20} aria-hidden />
    </ActionIcon>
  )
}
