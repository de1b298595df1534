import { useEffect, useState } from 'react'
import { localVoice } from './browser-sound.ts'

/** A Japanese voice of this computer, where there is one. Browsers load their voices late and say so by an event. */
export function useLocalVoice(): SpeechSynthesisVoice | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice>()
  useEffect(() => {
    if (typeof speechSynthesis === 'undefined') return undefined
    const look = () => setVoice(localVoice(speechSynthesis.getVoices()))
    look()
    speechSynthesis.addEventListener('voiceschanged', look)
    return () => speechSynthesis.removeEventListener('voiceschanged', look)
  }, [])
  return voice
}
