import { Button, FileButton, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import type { PromptAudio } from '@madoguchi/schemas'
import { useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import { secondsText } from '../telephone/clock-text.ts'
import type { FilledText } from './fill-prompt.ts'
import { textHashOf } from './prompt-form.ts'
import css from './prompts.module.css'
import { AudioNotStored, storeAudio } from './store-audio.ts'
import { AudioRefused, type TelephoneAudio, toTelephoneAudio } from './telephone-audio.ts'
import { promptWords } from './words.ts'

type Progress = { kind: 'idle' } | { kind: 'working' } | { kind: 'done'; audio: TelephoneAudio } | { kind: 'failed'; text: string }

/** Takes a file of any form that the browser can decode, makes telephone audio of it, and stores that. */
export function UploadAudio({ filled, onAudio }: { filled: FilledText; onAudio(audio: PromptAudio): void }) {
  const say = useWords(promptWords)
  const language = useLanguage()
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })
  const upload = async (file: File | null) => {
    if (!file) return
    setProgress({ kind: 'working' })
    try {
      const audio = await toTelephoneAudio(file)
      await storeAudio(audio)
      onAudio({ sha256: audio.sha256, seconds: audio.seconds, textHash: textHashOf(filled), source: 'recorded' })
      setProgress({ kind: 'done', audio })
    } catch (error) {
      if (error instanceof AudioRefused) setProgress({ kind: 'failed', text: say(`refused-${error.reason}`) })
      else if (error instanceof AudioNotStored) setProgress({ kind: 'failed', text: error.said[language] })
      else throw error
    }
  }
  return (
    <>
      <FileButton accept="audio/*,.wav,.mp3,.m4a,.ogg,.flac" onChange={(file) => void upload(file)}>
        {(props) => <Button {...props} variant="outline" leftSection={<IconUpload size={20} aria-hidden />}>{say('upload')}</Button>}
      </FileButton>
      <div className={css.wide}>
        <Text size="sm" c="dimmed">{say('uploadHelp')}</Text>
        <div role="status">
          {progress.kind === 'working' && say('working')}
          {progress.kind === 'done' && <Done audio={progress.audio} />}
        </div>
        {progress.kind === 'failed' && <span className={css.bad} role="alert">{progress.text}</span>}
      </div>
    </>
  )
}

function Done({ audio: { seconds, converted, loudness } }: { audio: TelephoneAudio }) {
  const say = useWords(promptWords)
  const db = (lufs: number) => lufs.toFixed(1)
  return <strong>{converted ? say('uploaded', { seconds: secondsText(seconds), before: db(loudness.before), after: db(loudness.after) }) : say('uploadedSame', { seconds: secondsText(seconds) })}</strong>
}
