import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { recordCall } from './record-call.ts'

describeNode(recordCall, {
  fixtures: [
    { name: 'start after its notice', config: { act: 'start', announcement: 'notice', saveAs: 'recording' } },
    { name: 'pause', config: { act: 'pause' } },
    { name: 'resume', config: { act: 'resume' } },
    { name: 'stop', config: { act: 'stop' } },
  ],
})

it('announces to the end before it records', async () => {
  const { operations, effects } = await runWith(recordCall, { config: { act: 'start', announcement: 'notice', saveAs: 'recording' } }, [{ heardSeconds: 2 }, { recording: 'r1' }])
  expect(operations).toMatchObject([{ op: 'call.play', say: [{ prompt: 'notice' }] }, { op: 'call.recording', act: 'start' }])
  expect(effects).toContainEqual({ set: 'recording', value: 'r1' })
})
