/** What a sound tells while it plays. */
export interface Listening {
  onPlaying(): void
  /** At its end, when it is stopped, and when another one begins. */
  onOver(): void
  onFail(): void
}

let playing: HTMLAudioElement | undefined

/** Plays a sound from its address; only one plays at a time, wherever its button stands. Calling the result stops it. */
export function playOne(url: string, { onPlaying, onOver, onFail }: Listening): () => void {
  playing?.pause()
  const audio = new Audio(url)
  playing = audio
  audio.addEventListener('playing', onPlaying)
  for (const over of ['pause', 'ended', 'error']) audio.addEventListener(over, onOver)
  audio.addEventListener('error', onFail)
  // A refusal without an `error` event comes from a pause before the start.
  audio.play().catch(onOver)
  return () => audio.pause()
}

/** Plays bytes that are stored nowhere. */
export function playBytes(bytes: Uint8Array<ArrayBuffer>, listening: Listening): () => void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
  const free = () => URL.revokeObjectURL(url)
  return playOne(url, { ...listening, onOver: () => { free(); listening.onOver() } })
}
