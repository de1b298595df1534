import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { describe, expect, it } from 'vitest'
import { play } from './play.ts'

describeNode(play, {
  fixtures: [
    { name: 'with barge-in', config: { prompts: ['greeting', 'notice'], bargeIn: true } },
    { name: 'without barge-in', config: { prompts: ['greeting'], bargeIn: false } },
  ],
})

describe('barge-in', () => {
  it('queues the prompts for the next question and says nothing by itself', async () => {
    expect((await runWith(play, { config: { prompts: ['greeting'], bargeIn: true } }, [])).operations).toEqual([])
  })

  it('plays to the end where it is not allowed', async () => {
    const { operations } = await runWith(play, { config: { prompts: ['a', 'b'], bargeIn: false } }, [{ heardSeconds: 4 }])
    expect(operations).toMatchObject([{ op: 'call.play', say: [{ prompt: 'a' }, { prompt: 'b' }] }])
  })
})
