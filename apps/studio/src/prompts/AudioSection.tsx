import { Button, FileButton, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import type { PromptAudio } from '@madoguchi/schemas'
import { useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { secondsText } from '../telephone/clock-text.ts'
import { AudioBadge } from './AudioBadge.tsx'
import { audioState } from './audio-state.ts'
import type { FilledText } from './fill-prompt.ts'
import { PlayButton } from './PlayButton.tsx'
import { textHashOf } from './prompt-form.ts'
import css from './prompts.module.css'
import { AudioNotStored, storeAudio } from './store-audio.ts'
import { AudioRefused, toTelephoneAudio } from './telephone-audio.ts'
import { promptWords } from './words.ts'

export interface AudioSectionProps {
  language: 'ja' | 'en'
  audio: PromptAudio | undefined
  /** The present text as it is heard; undefined while it is being filled in. */
  filled: FilledText | undefined
  title: string
  onAudio(audio: PromptAudio): void
}

/** The audio of one language: whether it is right, hearing it, replacing it, and saying that only the text changed. */
export function AudioSection({ language, audio, filled, title, onAudio }: AudioSectionProps) {
  const say = useWords(promptWords)
  const [lost, setLost] = useState(false)
  const state = lost ? 'lost' : filled ? audioState(audio, filled) : 'unchecked'
  return (
    <div className={css.section} style={{ borderTop: 0, paddingTop: 0 }} role="group" aria-label={say(language === 'ja' ? 'audioJa' : 'audioEn')}>
      <div className={css.line}>
        <strong>{say(language === 'ja' ? 'audioJa' : 'audioEn')}</strong>
        <AudioBadge state={state} />
        {audio && (
          <>
            <PlayButton key={audio.sha256} sha256={audio.sha256} title={title} onFail={() => setLost(true)} />
            <span>{say(audio.voice === undefined ? 'length' : 'lengthVoice', { seconds: secondsText(audio.seconds), source: say(`source-${audio.source}`), voice: audio.voice ?? '' })}</span>
          </>
        )}
      </div>
      <Text size="sm">{say(`audioHelp-${state}`)}</Text>
      {audio && filled && state === 'stale' && <TextOnly filled={filled} onConfirm={() => onAudio({ ...audio, textHash: textHashOf(filled) })} />}
      <Upload filled={filled} onAudio={(next) => { setLost(false); onAudio(next) }} />
    </div>
  )
}

/** 「文だけの変更」: a comma was mended, the audio says the same. Asked, because a wrong yes lets callers hear what nobody reads. */
function TextOnly({ filled, onConfirm }: { filled: FilledText; onConfirm(): void }) {
  const say = useWords(promptWords)
  const [asking, setAsking] = useState(false)
  if (!asking) return <div><Button variant="outline" onClick={() => setAsking(true)}>{say('textOnly')}</Button></div>
  return (
    <div role="alert">
      <p>{say('textOnlyAsk', { text: filled.text })}</p>
      <div className={css.line}>
        <Button onClick={onConfirm}>{say('textOnlyYes')}</Button>
        <Button variant="outline" onClick={() => setAsking(false)}>{say('textOnlyNo')}</Button>
      </div>
    </div>
  )
}

type Progress = { kind: 'idle' } | { kind: 'working' } | { kind: 'done'; seconds: number; converted: boolean } | { kind: 'failed'; text: string }

function Upload({ filled, onAudio }: { filled: FilledText | undefined; onAudio(audio: PromptAudio): void }) {
  const say = useWords(promptWords)
  const language = useLanguage()
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })
  const upload = async (file: File | null) => {
    if (!file || !filled) return
    setProgress({ kind: 'working' })
    try {
      const made = await toTelephoneAudio(file)
      await storeAudio(made)
      onAudio({ sha256: made.sha256, seconds: made.seconds, textHash: textHashOf(filled), source: 'recorded' })
      setProgress({ kind: 'done', seconds: made.seconds, converted: made.converted })
    } catch (error) {
      if (error instanceof AudioRefused) setProgress({ kind: 'failed', text: say(`refused-${error.reason}`) })
      else if (error instanceof AudioNotStored) setProgress({ kind: 'failed', text: error.said[language] })
      else throw error
    }
  }
  return (
    <div>
      <div className={css.line}>
        <FileButton accept="audio/*,.wav" onChange={(file) => void upload(file)}>
          {(props) => <Button {...props} variant="outline" leftSection={<IconUpload size={20} aria-hidden />}>{say('upload')}</Button>}
        </FileButton>
        <Text size="sm" c="dimmed" style={{ flex: '1 1 260px' }}>{say('uploadHelp')}</Text>
      </div>
      <div role="status">
        {progress.kind === 'working' && say('working')}
        {progress.kind === 'done' && <strong>{say(progress.converted ? 'uploaded' : 'uploadedSame', { seconds: secondsText(progress.seconds) })}</strong>}
      </div>
      {progress.kind === 'failed' && <span className={css.bad} role="alert">{progress.text}</span>}
    </div>
  )
}
