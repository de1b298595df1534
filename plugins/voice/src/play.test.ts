import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { describe, expect, it } from 'vitest'
import { play } from './play.ts'

describeNode(play, {
  fixtures: [
    { name: 'with barge-in', config: { prompts: ['greeting', 'notice'], bargeIn: true } },
    { name: 'without barge-in', config: { prompts: ['greeting'], bargeIn: false } },
    { name: 'a text alone', config: { text: { ja: 'ただいま{{x}}です。', en: 'It is {{x}} now.' }, bargeIn: false } },
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

it('speaks a text after its prompts', async () => {
  const { operations } = await runWith(play, { config: { prompts: ['a'], text: { ja: '番号は以上です。' }, bargeIn: false } }, [{ heardSeconds: 4 }])
  expect(operations).toMatchObject([{ say: [{ prompt: 'a' }, { text: '番号は以上です。' }] }])
})

it('reports a node that has nothing to say', () => {
  expect(play.problems?.({ bargeIn: true })).toMatchObject([{ code: 'nothing-to-play', pointer: '/prompts' }])
})
