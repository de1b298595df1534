import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { record } from './record.ts'

const plain = { prompt: 'after-the-tone', maxSeconds: 120, silenceSeconds: 5, finishKey: '#', saveAs: 'message' } as const

describeNode(record, {
  fixtures: [
    { name: 'with a prompt and a variable', config: plain },
    { name: 'with nothing but its limits', config: { maxSeconds: 60, silenceSeconds: 5, finishKey: 'none' } },
  ],
})

it('keeps the id of a recording, and makes voicemail the outcome', async () => {
  const { effects } = await runWith(record, { config: plain }, [{ recording: 'r1', seconds: 8, heardSeconds: 2 }])
  expect(effects).toContainEqual({ set: 'message', value: 'r1' })
  expect(effects).toContainEqual({ settled: { kind: 'voicemail', target: 'r1' } })
})

it('sets nothing when nothing was said', async () => {
  const { ending, effects } = await runWith(record, { config: plain }, [{ recording: null, seconds: 0, heardSeconds: 2 }])
  expect(ending).toEqual({ kind: 'result', result: { kind: 'leave', exit: 'empty' } })
  expect(effects.filter((effect) => typeof effect === 'object' && effect !== null && 'set' in effect)).toEqual([])
})
