import { Button } from '@mantine/core'
import { useState } from 'react'
import { estimatedSeconds } from '@madoguchi/engine'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { secondsText } from '../telephone/clock-text.ts'
import { AudioBadge } from './AudioBadge.tsx'
import { audioState } from './audio-state.ts'
import type { FilledText } from './fill-prompt.ts'
import { PlayButton } from './PlayButton.tsx'
import type { PromptEntry } from './prompt-document.ts'
import css from './prompts.module.css'
import { promptWords } from './words.ts'

export interface PromptRowProps {
  entry: PromptEntry
  /** The text in the basic language of the bundle, as it is heard. */
  filled: FilledText
  /** The language that callers hear. */
  spoken: 'ja' | 'en'
  /** Left out: the person may only listen. */
  onEdit: (() => void) | undefined
}

/** A prompt in the table: what is heard, how long, and whether the audio is right. */
export function PromptRow({ entry: { id, prompt }, filled, spoken, onEdit }: PromptRowProps) {
  const say = useWords(promptWords)
  const language = useLanguage()
  const [lost, setLost] = useState(false)
  const title = inLanguage(prompt.title, language) || id
  const audio = prompt.audio?.[spoken]
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className={css.name}>
        {title}
        <span className={css.soft}>{id} ・ {say(`purpose-${prompt.purpose}`)}</span>
      </th>
      <td role="cell" className={css.text}>
        {filled.text}
        {filled.kind === 'varies' && <span className={css.soft}>{say('varies', { braces: '{{ }}' })}</span>}
        {filled.kind === 'broken' && <span className={css.bad}>{say('broken', { braces: '{{ }}', fault: inLanguage(filled.fault, language) })}</span>}
      </td>
      <td role="cell" className={css.number}>{audio ? secondsText(audio.seconds) : say('secondsAbout', { seconds: estimatedSeconds(filled.text) })}<span className={css.unit}> {say('secondsUnit')}</span></td>
      <td role="cell" className={css.state}><AudioBadge state={lost ? 'lost' : audioState(audio, filled)} /></td>
      <td role="cell" className={css.owner}>{say(`owner-${prompt.owner}`)}</td>
      <td role="cell" className={css.acts}>
        <div className={css.buttons}>
          {audio ? <PlayButton key={audio.sha256} sound={audio.sha256} title={title} onFail={() => setLost(true)} /> : <span className="visually-hidden">{say('noAudioToPlay')}</span>}
          {onEdit && <Button variant="outline" size="compact-md" mih={44} aria-label={say('editOf', { title })} onClick={onEdit}>{say('edit')}</Button>}
        </div>
        {lost && <span className={css.bad} role="alert">{say('playFailed')}</span>}
      </td>
    </tr>
  )
}
