import type { Utterance } from '@madoguchi/sdk'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { browserSound, localVoice } from './browser-sound.ts'
import { type CallState, changeCall, idleCall, interrupts } from './call-state.ts'
import { playKeyTone } from './key-tone.ts'
import { SpeechPlayer } from './speech-player.ts'
import { type CallRequest, LineRefused, type OngoingCall, type TelephoneLine } from './telephone-line.ts'
import type { BothLanguages } from '@madoguchi/schemas'

export interface Telephone {
  state: CallState
  /** Why the last call could not be made. */
  refused: BothLanguages | undefined
  muted: boolean
  /** A voice of this computer that can read guidance without audio; undefined where there is none. */
  voice: SpeechSynthesisVoice | undefined
  speaksText: boolean
  /** Prompts whose audio could not be played in this call. */
  unplayable: readonly string[]
  dial(line: TelephoneLine, request: CallRequest): Promise<void>
  press(key: string): void
  hangup(): void
  skip(): void
  clear(): void
  setMuted(muted: boolean): void
  setSpeaksText(speaksText: boolean): void
}

/** A telephone: one call at a time, its sound, and what it shows. Leaving the page hangs up. */
export function useTelephone(): Telephone {
  const [state, change] = useReducer(changeCall, idleCall)
  const [refused, setRefused] = useState<BothLanguages>()
  const [unplayable, setUnplayable] = useState<readonly string[]>([])
  const call = useRef<OngoingCall>(undefined)
  const attempt = useRef(0)
  const sound = useCallSound(state, useCallback((prompt: string) => setUnplayable((known) => (known.includes(prompt) ? known : [...known, prompt])), []))
  const now = () => performance.now()

  const end = useCallback(() => {
    attempt.current++
    call.current?.close()
    call.current = undefined
  }, [])
  useEffect(() => end, [end])

  const dial = async (line: TelephoneLine, request: CallRequest) => {
    end()
    const mine = attempt.current
    setRefused(undefined)
    setUnplayable([])
    change({ kind: 'dialled', nowMs: now() })
    try {
      const made = await line.dial(request, (event) => mine === attempt.current && change({ kind: 'line', event, nowMs: now() }))
      if (mine === attempt.current) call.current = made
      else made.close()
    } catch (error) {
      if (mine !== attempt.current) return
      change({ kind: 'cleared' })
      setRefused(error instanceof LineRefused ? error.said : { ja: `電話をかけられませんでした（${String(error)}）。`, en: `The call could not be made (${String(error)}).` })
    }
  }

  return {
    state, refused, unplayable, dial, ...sound.controls,
    press(key) {
      if (!sound.controls.muted) playKeyTone(key)
      if (interrupts(state)) sound.stop()
      change({ kind: 'pressed', key, nowMs: now() })
      call.current?.press(key)
    },
    hangup: () => call.current?.hangup(),
    skip() {
      change({ kind: 'skipped', nowMs: now() })
      sound.stop()
      call.current?.skip()
    },
    clear() {
      end()
      setRefused(undefined)
      change({ kind: 'cleared' })
    },
  }
}

/** Keeps the player at what the call says. */
function useCallSound({ say, phase }: CallState, onUnplayable: (prompt: string) => void) {
  const [muted, setMuted] = useState(false)
  const [speaksText, setSpeaksText] = useState(false)
  const voice = useLocalVoice()
  const spoken = useRef<SpeechSynthesisVoice>(undefined)
  spoken.current = speaksText ? voice : undefined
  const player = useRef<SpeechPlayer>(undefined)
  player.current ??= new SpeechPlayer({
    sound: (utterance: Utterance) => browserSound(utterance, spoken.current),
    after(milliseconds, act) {
      const timer = setTimeout(act, milliseconds)
      return () => clearTimeout(timer)
    },
    onFail: ({ prompt }) => onUnplayable(prompt),
  })
  useEffect(() => {
    if (phase === 'call') player.current?.play(say)
    else player.current?.stop()
  }, [say, phase])
  useEffect(() => {
    if (player.current) player.current.muted = muted
  }, [muted])
  useEffect(() => () => player.current?.stop(), [])
  return { controls: { muted, setMuted, speaksText, setSpeaksText, voice }, stop: () => player.current?.stop() }
}

/** Browsers load their voices late and say so by an event. */
function useLocalVoice(): SpeechSynthesisVoice | undefined {
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
