import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { park } from './park.ts'

describeNode(park, { fixtures: [{ name: 'with music', config: { slot: '701', maxSeconds: 60 } }, { name: 'with a prompt', config: { slot: '701', prompt: 'one-moment', maxSeconds: 60 } }] })

it('is a transfer to the slot when it is fetched', async () => {
  const { effects } = await runWith(park, { config: { slot: '701', maxSeconds: 60 } }, [{ result: 'retrieved', heldSeconds: 9, talkSeconds: 30 }])
  expect(effects).toContainEqual({ settled: { kind: 'transfer', target: 'slot:701' } })
})
