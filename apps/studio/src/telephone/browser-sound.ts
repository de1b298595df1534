import type { Utterance } from '@madoguchi/sdk'
import type { Sound } from './speech-player.ts'

/** Where the stored audio of a prompt is served. The name is the content, so the browser keeps it. */
export function audioUrl(sha256: string): string {
  return `/audio/${sha256}.wav`
}

/** The recorded audio of an utterance, or, where the person wants it, its text by a voice of this computer. */
export function browserSound(utterance: Utterance, { voice, speed }: { voice: SpeechSynthesisVoice | undefined; speed: number }): Sound | undefined {
  if (utterance.audio !== undefined) return fileSound(audioUrl(utterance.audio))
  return voice && spokenSound(utterance.text, voice, speed)
}

function fileSound(url: string): Sound {
  const audio = new Audio(url)
  audio.preload = 'auto'
  return {
    play: () => audio.play(),
    stop() {
      audio.pause()
      // Without a source the browser also ends the download.
      audio.removeAttribute('src')
    },
    onEnd: (act) => audio.addEventListener('ended', act, { once: true }),
    onFail: (act) => audio.addEventListener('error', act, { once: true }),
    get muted() {
      return audio.muted
    },
    set muted(muted) {
      audio.muted = muted
    },
  }
}

/** A voice of the browser cannot be muted once it speaks: muting ends it. */
function spokenSound(text: string, voice: SpeechSynthesisVoice, speed: number): Sound {
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  utterance.rate = speed
  let muted = false
  return {
    async play() {
      if (!muted) speechSynthesis.speak(utterance)
    },
    stop: () => speechSynthesis.cancel(),
    onEnd: (act) => utterance.addEventListener('end', act, { once: true }),
    onFail: (act) => utterance.addEventListener('error', act, { once: true }),
    get muted() {
      return muted
    },
    set muted(next) {
      muted = next
      if (muted) speechSynthesis.cancel()
    },
  }
}

/** A Japanese voice that lives on this computer. Others would send the text to somebody's server, which a closed network forbids. */
export function localVoice(voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  return voices.find(({ lang, localService }) => localService && lang.toLowerCase().startsWith('ja'))
}
