import { type SpeechTools, type SpokenSpeech, Unspeakable } from '@madoguchi/plugin-speech'
import { expect, test } from 'vitest'
import { SpeechPreviews } from './speech-previews.ts'

const tools: SpeechTools = { openJtalk: '', sox: '', dictionary: '', voice: '' }
const said = (text: string): SpokenSpeech => ({ wav: new Uint8Array(), spoken: text, reading: text, misread: [] })

/** A voice that speaks when it is told to. */
function slowVoice() {
  const begun: { text: string; end(): void; signal: AbortSignal | undefined }[] = []
  const previews = new SpeechPreviews((text, _tools, options) =>
    new Promise((resolve, reject) => {
      options?.signal?.addEventListener('abort', () => reject(new Error('killed')))
      begun.push({ text, signal: options?.signal, end: () => resolve(said(text)) })
    }))
  return { begun, say: (person: string, text: string, signal?: AbortSignal) => previews.say(person, text, [], tools, signal) }
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
const failure = (promise: Promise<unknown>) => promise.then(() => undefined, (error: unknown) => error)

test('texts are spoken one at a time, in the order they came', async () => {
  const { begun, say } = slowVoice()
  const both = Promise.all([say('a', 'one'), say('b', 'two')])
  await turn()
  expect(begun.map(({ text }) => text)).toEqual(['one'])
  begun[0]?.end()
  await turn()
  begun[1]?.end()
  expect((await both).map(({ spoken }) => spoken)).toEqual(['one', 'two'])
})

test('of one person only the newest text is wanted: what runs is ended, what waits never begins', async () => {
  const { begun, say } = slowVoice()
  const first = failure(say('a', 'one'))
  const waiting = failure(say('a', 'two'))
  const newest = say('a', 'three')
  await turn()
  expect(await first).toMatchObject({ code: 'TOO_BUSY' })
  expect(await waiting).toMatchObject({ code: 'TOO_BUSY' })
  await turn()
  expect(begun.map(({ text }) => text)).not.toContain('two')
  begun.at(-1)?.end()
  expect((await newest).spoken).toBe('three')
})

test('somebody who has gone is not spoken for, and holds nobody up', async () => {
  const { begun, say } = slowVoice()
  const gone = new AbortController()
  const first = failure(say('a', 'one', gone.signal))
  const second = say('b', 'two')
  await turn()
  gone.abort()
  await first
  await turn()
  begun.at(-1)?.end()
  expect((await second).spoken).toBe('two')
})

test('a ninth in the queue is refused at once, and the queue is open again when it is empty', async () => {
  const { begun, say } = slowVoice()
  const eight = Array.from({ length: 8 }, (_, index) => say(`p${index}`, `t${index}`))
  expect(await failure(say('late', 'x'))).toMatchObject({ code: 'TOO_BUSY' })
  for (let index = 0; index < 8; index++) {
    await turn()
    begun[index]?.end()
  }
  await Promise.all(eight)
  const after = say('late', 'y')
  await turn()
  begun.at(-1)?.end()
  expect((await after).spoken).toBe('y')
})

test('what cannot be spoken is said without the text', async () => {
  const previews = new SpeechPreviews(() => Promise.reject(new Unspeakable('sentence-too-long', 'too long: 0481234567')))
  const error = await failure(previews.say('a', '0481234567', [], tools))
  expect(error).toMatchObject({ code: 'SPEECH_IMPOSSIBLE' })
  expect(String(error)).not.toContain('0481234567')
})
