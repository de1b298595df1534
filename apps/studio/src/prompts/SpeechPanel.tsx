import { Alert, Button, Text } from '@mantine/core'
import type { PromptAudio } from '@madoguchi/schemas'
import { useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { secondsText } from '../telephone/clock-text.ts'
import type { FilledText } from './fill-prompt.ts'
import { focusOnMount } from './focus-on-mount.ts'
import { PlayButton } from './PlayButton.tsx'
import { textHashOf } from './prompt-form.ts'
import css from './prompts.module.css'
import { ReadingField } from './ReadingField.tsx'
import { toSpoken } from './readings.ts'
import type { MadeSpeech } from './speech-client.ts'
import { AudioNotStored, storeAudio } from './store-audio.ts'
import type { Readings } from './use-readings.ts'
import { keyOf, useSpeech } from './use-speech.ts'
import { promptWords } from './words.ts'

export interface SpeechPanelProps {
  filled: FilledText
  title: string
  readings: Readings
  onAudio(audio: PromptAudio): void
  onClose(): void
}

/** Has the server speak the text, lets a person hear it and mend its readings, and only then makes it the audio of the prompt. */
export function SpeechPanel({ filled, title, readings, onAudio, onClose }: SpeechPanelProps) {
  const say = useWords(promptWords)
  const { progress, speak } = useSpeech()
  const own = toSpoken(readings.own)
  const made = progress.kind === 'made' ? progress : undefined
  const fits = made?.key === keyOf(filled.text, own)
  return (
    <section className={css.speech} aria-label={say('speech')}>
      <div className={css.line}>
        <Button variant="outline" ref={focusOnMount} aria-disabled={progress.kind === 'working' || undefined} onClick={() => progress.kind !== 'working' && void speak(filled.text, own)}>{say(made ? 'speechAgain' : 'speechMake')}</Button>
        <Button variant="outline" onClick={onClose}>{say('cancel')}</Button>
      </div>
      <div role="status">{progress.kind === 'working' && say('speechWorking')}</div>
      {progress.kind === 'failed' && <span className={css.bad} role="alert">{progress.text}</span>}
      {made && <Made speech={made.speech} title={title} />}
      {made && !fits && <Text size="sm" className={css.bad}>{say('speechOld')}</Text>}
      {made && fits && <Use speech={made.speech} filled={filled} onAudio={onAudio} />}
      <ReadingField text={filled.text} readings={readings} onTry={(line) => void speak(filled.text, [...own.filter(({ written }) => written !== line.written), line])} />
    </section>
  )
}

function Made({ speech, title }: { speech: MadeSpeech; title: string }) {
  const say = useWords(promptWords)
  return (
    <>
      <div className={css.line}>
        <PlayButton sound={speech.bytes} title={title} onFail={() => {}} />
        <span>{say('lengthVoice', { seconds: secondsText(speech.seconds), source: say('source-speech'), voice: speech.voice })}</span>
      </div>
      <div className={css.preview} lang="ja"><strong>{say('speechReading')}</strong> <span data-testid="reading">{speech.reading}</span></div>
      {speech.misread.length > 0 && (
        <Alert color="orange" variant="outline" title={say('speechMisread')}>
          <ul className={css.list}>{speech.misread.map(({ written, expected }) => <li key={written}>{say('speechMisreadWord', { written, expected })}</li>)}</ul>
        </Alert>
      )}
    </>
  )
}

function Use({ speech, filled, onAudio }: { speech: MadeSpeech; filled: FilledText; onAudio(audio: PromptAudio): void }) {
  const say = useWords(promptWords)
  const language = useLanguage()
  const [failure, setFailure] = useState<string>()
  const use = async () => {
    setFailure(undefined)
    try {
      await storeAudio(speech)
      onAudio({ sha256: speech.sha256, seconds: Math.round(speech.seconds * 1000) / 1000, textHash: textHashOf(filled), source: 'speech', voice: speech.voice })
    } catch (error) {
      if (!(error instanceof AudioNotStored)) throw error
      setFailure(error.said[language])
    }
  }
  return (
    <>
      <div><Button onClick={() => void use()}>{say('speechUse')}</Button></div>
      {failure !== undefined && <span className={css.bad} role="alert">{failure}</span>}
    </>
  )
}
