import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { transfer } from './transfer.ts'

const plain = { to: '048-000-0000', timeoutSeconds: 30 }

describeNode(transfer, {
  fixtures: [
    { name: 'to a number', config: plain },
    { name: 'with an announcement and a caller number', config: { ...plain, announcement: 'connecting', callerNumber: '0570012229' } },
  ],
})

it('plays the announcement to its end before it connects', async () => {
  const { operations } = await runWith(transfer, { config: { ...plain, announcement: 'connecting' } }, [{ heardSeconds: 2 }, { result: 'answered', talkSeconds: 9 }])
  expect(operations).toMatchObject([{ op: 'call.play', say: [{ prompt: 'connecting' }] }, { op: 'call.transfer', to: '048-000-0000', purpose: 'transfer' }])
})
