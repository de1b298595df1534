import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { hangup } from './hangup.ts'

describeNode(hangup, {
  fixtures: [
    { name: 'at once', config: { cause: 'NORMAL_CLEARING' } },
    { name: 'after a closing prompt', config: { cause: 'USER_BUSY', prompt: 'goodbye' } },
  ],
})

it('plays the closing prompt to its end, then hangs up with the cause and ends the session', async () => {
  const { ending, operations } = await runWith(hangup, { config: { cause: 'USER_BUSY', prompt: 'goodbye' } }, [{ heardSeconds: 2 }, {}])
  expect(operations).toMatchObject([{ op: 'call.play' }, { op: 'call.hangup', cause: 'USER_BUSY' }])
  expect(ending).toEqual({ kind: 'result', result: { kind: 'end' } })
})
