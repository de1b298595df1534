import { expect, test } from 'vitest'
import { type Sound, SpeechPlayer } from './speech-player.ts'

class FakeSound implements Sound {
  muted = false
  state: 'new' | 'playing' | 'stopped' = 'new'
  end: () => void = () => {}
  fail: () => void = () => {}
  async play() { this.state = 'playing' }
  stop() { this.state = 'stopped' }
  onEnd(act: () => void) { this.end = act }
  onFail(act: () => void) { this.fail = act }
}

function player() {
  const sounds = new Map<string, FakeSound>()
  const waits: { milliseconds: number; act: () => void; cancelled: boolean }[] = []
  const failed: string[] = []
  const made = new SpeechPlayer({
    sound({ prompt, audio }) {
      if (audio === undefined) return undefined
      const sound = new FakeSound()
      sounds.set(prompt, sound)
      return sound
    },
    after(milliseconds, act) {
      const wait = { milliseconds, act, cancelled: false }
      waits.push(wait)
      return () => { wait.cancelled = true }
    },
    onFail: ({ prompt }) => failed.push(prompt),
  })
  return { made, sounds, waits, failed }
}

const spoken = (prompt: string) => ({ prompt, text: '', audio: 'x', seconds: 2 })

test('utterances play one after another', () => {
  const { made, sounds } = player()
  made.play([spoken('a'), spoken('b')])
  expect(sounds.get('b')).toBeUndefined()
  sounds.get('a')?.end()
  expect(sounds.get('b')?.state).toBe('playing')
})

test('stopping silences at once, and the end of a stopped sound starts nothing', () => {
  const { made, sounds } = player()
  made.play([spoken('a'), spoken('b')])
  made.stop()
  expect(sounds.get('a')?.state).toBe('stopped')
  sounds.get('a')?.end()
  expect(sounds.get('b')).toBeUndefined()
})

test('new speech replaces the old', () => {
  const { made, sounds } = player()
  made.play([spoken('a')])
  made.play([spoken('c')])
  expect([sounds.get('a')?.state, sounds.get('c')?.state]).toEqual(['stopped', 'playing'])
})

test('an utterance without audio takes its time in silence', () => {
  const { made, sounds, waits } = player()
  made.play([{ prompt: 'n', text: '', seconds: 4 }, spoken('b')])
  expect(waits).toMatchObject([{ milliseconds: 4000 }])
  waits[0]?.act()
  expect(sounds.get('b')?.state).toBe('playing')
})

test('a file that cannot be played is told once, takes its time, and the next is played', async () => {
  const { made, sounds, waits, failed } = player()
  made.play([spoken('a'), spoken('b')])
  sounds.get('a')?.fail()
  sounds.get('a')?.fail()
  expect(failed).toEqual(['a'])
  expect(waits).toHaveLength(1)
  waits[0]?.act()
  expect(sounds.get('b')?.state).toBe('playing')
})

test('muting holds for what is playing and for what follows', () => {
  const { made, sounds } = player()
  made.play([spoken('a'), spoken('b')])
  made.muted = true
  sounds.get('a')?.end()
  expect([sounds.get('a')?.muted, sounds.get('b')?.muted]).toEqual([true, true])
})
