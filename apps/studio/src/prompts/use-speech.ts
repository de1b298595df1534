import { useCallback, useEffect, useRef, useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { useLanguage } from '../i18n/words.ts'
import { playBytes } from './one-sound.ts'
import { type MadeSpeech, makeSpeech } from './speech-client.ts'

export type SpeechProgress = { kind: 'idle' } | { kind: 'working' } | { kind: 'made'; speech: MadeSpeech; text: string; key: string } | { kind: 'failed'; text: string }

/** Has a text spoken and heard at once; a newer wish ends the one before. */
export function useSpeech() {
  const language = useLanguage()
  const [progress, setProgress] = useState<SpeechProgress>({ kind: 'idle' })
  const running = useRef<AbortController>(undefined)
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => {
    running.current?.abort()
    stop.current?.()
  }, [])
  const speak = useCallback(async (text: string, readings: readonly { written: string; say: string }[]) => {
    running.current?.abort()
    stop.current?.()
    const own = new AbortController()
    running.current = own
    setProgress({ kind: 'working' })
    try {
      const speech = await makeSpeech(text, readings, own.signal)
      if (own.signal.aborted) return
      setProgress({ kind: 'made', speech, text, key: keyOf(text, readings) })
      stop.current = playBytes(speech.bytes, { onPlaying: () => {}, onOver: () => {}, onFail: () => {} })
    } catch (cause) {
      if (!own.signal.aborted) setProgress({ kind: 'failed', text: toFailure(cause).said[language] })
    }
  }, [language])
  return { progress, speak }
}

/** What audio depends on: when it differs, what was made is no longer what would be. */
export function keyOf(text: string, readings: readonly { written: string; say: string }[]): string {
  return JSON.stringify([text, readings])
}
