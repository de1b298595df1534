import fc from 'fast-check'
import { expect, test } from 'vitest'
import { captionAt, speechSeconds } from './captions.ts'

const say = [{ prompt: 'a', text: '一', seconds: 2 }, { prompt: 'b', text: '二', seconds: 3.5 }]

test('the caption is the utterance being spoken, with the seconds until all speech ends', () => {
  expect(captionAt(say, 0)).toMatchObject({ index: 0, remainingSeconds: 5.5, sinceSeconds: 0 })
  expect(captionAt(say, 2)).toMatchObject({ index: 1, remainingSeconds: 3.5, sinceSeconds: 0 })
  expect(captionAt(say, 5)).toMatchObject({ index: 1, remainingSeconds: 0.5 })
  expect(captionAt(say, 5.5)).toBeUndefined()
  expect(captionAt([], 0)).toBeUndefined()
})

test('at every moment of a speech exactly the utterance whose stretch it is stands in the caption', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(lengths, fc.double({ min: 0, max: 0.999, noNaN: true }), (tenths, part) => {
      const spoken = tenths.map((tenth, index) => ({ prompt: String(index), text: '', seconds: tenth / 10 }))
      const at = speechSeconds(spoken) * part
      const caption = captionAt(spoken, at)
      expect(caption).toBeDefined()
      const before = speechSeconds(spoken.slice(0, caption?.index ?? 0))
      expect(at).toBeGreaterThanOrEqual(before - 1e-9)
      expect(at).toBeLessThan(before + (caption?.utterance.seconds ?? 0) + 1e-9)
    }),
  )
})
