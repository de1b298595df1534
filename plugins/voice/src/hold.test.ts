import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { hold } from './hold.ts'

describeNode(hold, {
  fixtures: [
    { name: 'with music', config: { maxSeconds: 60 } },
    { name: 'with a prompt', config: { prompt: 'one-moment', maxSeconds: 60 } },
  ],
})

it('tells that the prompt was heard for as long as the caller was held', async () => {
  const { effects } = await runWith(hold, { config: { prompt: 'one-moment', maxSeconds: 60 } }, [{ result: 'resumed', heldSeconds: 1, talkSeconds: 0 }])
  expect(effects).toContainEqual(expect.objectContaining({ kind: 'heard', prompt: 'one-moment', seconds: 1 }))
})
