import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { ringGroup } from './ring-group.ts'

const number = { to: '048-000-0000', toKind: 'number' } as const
const seat = { to: '1001', toKind: 'seat' } as const
const plain = { targets: [number, seat], order: 'together', timeoutSeconds: 20 } as const

describeNode(ringGroup, {
  fixtures: [
    { name: 'together', config: { ...plain, targets: [...plain.targets] } },
    { name: 'in turn, with a whisper', config: { ...plain, targets: [seat], order: 'in-turn', announcement: 'connecting', whisper: { prompt: 'about-tax', acceptKey: '1', acceptSeconds: 10 } } },
  ],
})

it('rings them all in one operation, and never asks for a key', async () => {
  const { operations } = await runWith(ringGroup, { config: { ...plain, targets: [...plain.targets], whisper: { prompt: 'w', acceptKey: '1', acceptSeconds: 10 } } }, [{ result: 'answered', talkSeconds: 9 }])
  expect(operations).toMatchObject([{ op: 'call.transfer', to: '048-000-0000', also: ['seat:1001'], ringing: 'together', whisper: { acceptKey: '' } }])
})

it('reports a target that is rung twice, and a word for a number', () => {
  expect(ringGroup.problems?.({ ...plain, targets: [seat, seat, { to: 'x-ray', toKind: 'number' }] })).toMatchObject([{ code: 'not-a-number', pointer: '/targets/2/to' }, { code: 'duplicate-target', pointer: '/targets/1' }])
})
