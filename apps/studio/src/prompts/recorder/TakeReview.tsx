import { Button } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { focusOnMount } from '../focus-on-mount.ts'
import { playBytes } from '../one-sound.ts'
import { AudioNotStored } from '../store-audio.ts'
import { AudioRefused, type TelephoneAudio, toTelephoneAudio } from '../telephone-audio.ts'
import { writeWav } from '../wav-file.ts'
import { promptWords } from '../words.ts'
import css from './recorder.module.css'
import { type Take, type Trim, secondsOf, suggestTrim, trimmed } from './take.ts'
import { Waveform, rounded } from './Waveform.tsx'
import { recorderWords } from './words.ts'

export interface TakeReviewProps {
  take: Take
  /** The microphone was lost while it was recorded. */
  cutOff: boolean
  onAgain(): void
  onDiscard(): void
  onUse(audio: TelephoneAudio): Promise<void>
}

/** What was recorded: trimmed, heard exactly as callers will hear it, and then used or thrown away. */
export function TakeReview({ take, cutOff, onAgain, onDiscard, onUse }: TakeReviewProps) {
  const say = useWords(recorderWords)
  const sayPrompt = useWords(promptWords)
  const language = useLanguage()
  const [trim, setTrim] = useState<Trim>(() => suggestTrim(take))
  const [work, setWork] = useState<'preparing' | 'playing' | 'using'>()
  const [failure, setFailure] = useState<string>()
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])

  /** The part that is kept, made for the telephone; undefined when it was refused, which is shown. */
  const made = async (act: (audio: TelephoneAudio) => Promise<void> | void) => {
    setFailure(undefined)
    try {
      await act(await toTelephoneAudio(new Blob([writeWav(trimmed(take, trim), take.sampleRate)])))
    } catch (error) {
      setWork(undefined)
      if (error instanceof AudioRefused) setFailure(sayPrompt(`refused-${error.reason}`))
      else if (error instanceof AudioNotStored) setFailure(error.said[language])
      else throw error
    }
  }
  const listen = () => {
    if (work === 'playing') return stop.current?.()
    setWork('preparing')
    void made(({ bytes }) => {
      stop.current = playBytes(bytes, { onPlaying: () => setWork('playing'), onOver: () => setWork(undefined), onFail: () => setFailure(sayPrompt('playFailed')) })
    })
  }
  const use = () => {
    if (work === 'using') return
    stop.current?.()
    setWork('using')
    void made(onUse)
  }
  const change = (next: Trim) => {
    stop.current?.()
    setTrim(next)
  }
  return (
    <>
      <p role="status">{say('taken', { seconds: rounded(secondsOf(take)) })} {cutOff && say('lostWhile')}</p>
      <Waveform take={take} trim={trim} onTrim={change} />
      <div className={css.line}>
        <strong data-testid="kept">{say('kept', { from: rounded(trim.from), until: rounded(trim.until), seconds: rounded(trim.until - trim.from) })}</strong>
        <Button variant="subtle" onClick={() => change({ from: 0, until: secondsOf(take) })}>{say('trimAll')}</Button>
      </div>
      <p className={css.soft}>{say('trimHelp')}</p>
      <div className={css.line}>
        <Button ref={focusOnMount} variant="outline" leftSection={work === 'playing' ? <IconPlayerStop size={20} aria-hidden /> : <IconPlayerPlay size={20} aria-hidden />} onClick={listen} aria-pressed={work === 'playing'}>{say('listen')}</Button>
        <Button onClick={use} aria-disabled={work === 'using' || undefined}>{say('use')}</Button>
        <Button variant="outline" onClick={onAgain}>{say('again')}</Button>
        <Button variant="outline" color="red" onClick={onDiscard}>{say('discard')}</Button>
      </div>
      <div role="status">{work === 'using' ? say('using') : work === 'preparing' ? say('preparing') : ''}</div>
      {failure !== undefined && <p className={css.bad} role="alert">{failure}</p>}
    </>
  )
}
