import { Button, Text } from '@mantine/core'
import { IconMessageCircle, IconMicrophone } from '@tabler/icons-react'
import type { PromptAudio } from '@madoguchi/schemas'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { server } from '../app/server.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { secondsText } from '../telephone/clock-text.ts'
import { AudioBadge } from './AudioBadge.tsx'
import { audioState } from './audio-state.ts'
import type { FilledText } from './fill-prompt.ts'
import { PlayButton } from './PlayButton.tsx'
import { textHashOf } from './prompt-form.ts'
import css from './prompts.module.css'
import { RecorderPanel } from './recorder/RecorderPanel.tsx'
import { SpeechPanel } from './SpeechPanel.tsx'
import { storeAudio } from './store-audio.ts'
import { UploadAudio } from './UploadAudio.tsx'
import type { Readings } from './use-readings.ts'
import { promptWords } from './words.ts'

export interface AudioSectionProps {
  language: 'ja' | 'en'
  audio: PromptAudio | undefined
  /** The present text as it is heard; undefined while it is being filled in. */
  filled: FilledText | undefined
  title: string
  readings: Readings
  onAudio(audio: PromptAudio): void
}

/** The audio of one language: whether it is right, hearing it, recording, uploading or speaking another, and saying that only the text changed. */
export function AudioSection({ language, audio, filled, title, readings, onAudio }: AudioSectionProps) {
  const say = useWords(promptWords)
  const [lost, setLost] = useState(false)
  const state = lost ? 'lost' : filled ? audioState(audio, filled) : 'unchecked'
  const taken = (next: PromptAudio) => {
    setLost(false)
    onAudio(next)
  }
  return (
    <div className={css.section} style={{ borderTop: 0, paddingTop: 0 }} role="group" aria-label={say(language === 'ja' ? 'audioJa' : 'audioEn')}>
      <div className={css.line}>
        <strong>{say(language === 'ja' ? 'audioJa' : 'audioEn')}</strong>
        <AudioBadge state={state} />
        {audio && (
          <>
            <PlayButton key={audio.sha256} sound={audio.sha256} title={title} onFail={() => setLost(true)} />
            <span>{say(audio.voice === undefined ? 'length' : 'lengthVoice', { seconds: secondsText(audio.seconds), source: say(`source-${audio.source}`), voice: audio.voice ?? '' })}</span>
          </>
        )}
      </div>
      <Text size="sm">{say(`audioHelp-${state}`)}</Text>
      {audio && filled && state === 'stale' && <TextOnly filled={filled} onConfirm={() => onAudio({ ...audio, textHash: textHashOf(filled) })} />}
      {filled && <NewAudio language={language} filled={filled} title={title} readings={readings} onAudio={taken} />}
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

/** The three ways to new audio. One is open at a time; what it made is stored, and stands in the form until that is applied. */
function NewAudio({ language, filled, title, readings, onAudio }: Omit<AudioSectionProps, 'audio'> & { filled: FilledText }) {
  const say = useWords(promptWords)
  const [way, setWay] = useState<'record' | 'speech'>()
  const [done, setDone] = useState<string>()
  const noSpeech = useNoSpeech(language, filled)
  const take = (audio: PromptAudio) => {
    onAudio(audio)
    setWay(undefined)
    setDone(say('made', { seconds: secondsText(audio.seconds) }))
  }
  const open = (next: typeof way) => {
    setDone(undefined)
    setWay(way === next ? undefined : next)
  }
  return (
    <>
      <div className={css.line}>
        <Button variant="outline" leftSection={<IconMicrophone size={20} aria-hidden />} aria-expanded={way === 'record'} onClick={() => open('record')}>{say('record')}</Button>
        <UploadAudio filled={filled} onAudio={onAudio} />
        <Button variant="outline" leftSection={<IconMessageCircle size={20} aria-hidden />} aria-expanded={way === 'speech'} aria-disabled={noSpeech !== undefined || undefined} onClick={() => noSpeech === undefined && open('speech')}>{say('speech')}</Button>
      </div>
      {noSpeech !== undefined && <Text size="sm" c="dimmed">{noSpeech}</Text>}
      {way === 'record' && (
        <RecorderPanel
          text={filled.kind === 'broken' ? '' : filled.text} onClose={() => setWay(undefined)}
          onUse={async (made) => {
            await storeAudio(made)
            take({ sha256: made.sha256, seconds: made.seconds, textHash: textHashOf(filled), source: 'recorded' })
          }}
        />
      )}
      {way === 'speech' && noSpeech === undefined && <SpeechPanel filled={filled} title={title} readings={readings} onAudio={take} onClose={() => setWay(undefined)} />}
      <div role="status">{done !== undefined && <strong>{done}</strong>}</div>
    </>
  )
}

/** Why this text cannot be spoken by the server, for people; undefined when it can. */
function useNoSpeech(language: 'ja' | 'en', filled: FilledText): string | undefined {
  const say = useWords(promptWords)
  const shown = useLanguage()
  const { data, isPending } = useQuery(server.speech.status.queryOptions(undefined, { staleTime: 60_000 }))
  if (language === 'en') return say('speechJaOnly')
  if (isPending) return say('speechAsking')
  if (!data) return say('speechUnknown')
  if (data.missing) return say('speechMissing', { how: inLanguage(data.missing, shown) })
  if (filled.text.trim() === '') return say('speechNoText')
  return filled.kind === 'fixed' ? undefined : say(`speech-${filled.kind}`, { braces: '{{ }}' })
}
