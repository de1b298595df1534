import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { conference } from './conference.ts'

const pin = { code: '1234', prompt: 'your-pin', timeoutSeconds: 10, retries: 1 }

describeNode(conference, {
  fixtures: [
    { name: 'open to all', config: { room: 'a', maxMembers: 10, announcement: 'entering' } },
    { name: 'with a PIN', config: { room: 'a', maxMembers: 10, pin } },
  ],
})

const typed = (digits: string) => ({ digits, terminated: false, heardSeconds: 2 })

it('lets in who knows the PIN, also at the second try', async () => {
  const { operations, ending } = await runWith(conference, { config: { room: 'a', maxMembers: 3, pin } }, [typed('9999'), typed('1234'), { result: 'left', talkSeconds: 9 }])
  expect(operations.at(-1)).toEqual({ op: 'call.conference', room: 'a', maxMembers: 3 })
  expect(ending).toEqual({ kind: 'result', result: { kind: 'leave', exit: 'left' } })
})

it('turns away who does not, and shows no digit of any try', async () => {
  const { effects, ending } = await runWith(conference, { config: { room: 'a', maxMembers: 3, pin } }, [typed('9999'), typed('8888')])
  expect(ending).toEqual({ kind: 'result', result: { kind: 'leave', exit: 'denied' } })
  expect(JSON.stringify(effects)).not.toMatch(/9999|8888/)
})
