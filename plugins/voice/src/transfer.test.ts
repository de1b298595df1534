import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { describe, expect, it } from 'vitest'
import { transfer } from './transfer.ts'

const plain = { to: '048-000-0000', toKind: 'number', mode: 'blind', timeoutSeconds: 30 } as const
const whisper = { prompt: 'about-tax', acceptKey: '1', acceptSeconds: 10 } as const

describeNode(transfer, {
  fixtures: [
    { name: 'to a number', config: plain },
    { name: 'with an announcement and a caller number', config: { ...plain, announcement: 'connecting', callerNumber: '0570012229' } },
    { name: 'consultative, to an agent', config: { ...plain, to: 'yamada', toKind: 'agent', mode: 'consultative', whisper } },
  ],
})

it('plays the announcement to its end before it connects', async () => {
  const { operations } = await runWith(transfer, { config: { ...plain, announcement: 'connecting' } }, [{ heardSeconds: 2 }, { result: 'answered', talkSeconds: 9 }])
  expect(operations).toMatchObject([{ op: 'call.play', say: [{ prompt: 'connecting' }] }, { op: 'call.transfer', to: '048-000-0000', purpose: 'transfer' }])
})

describe('what the called hears', () => {
  it.each([['blind', ''], ['consultative', '1']] as const)('%s, the caller is connected by the key "%s"', async (mode, acceptKey) => {
    const { operations } = await runWith(transfer, { config: { ...plain, to: '1001', toKind: 'seat', mode, whisper } }, [{ result: 'answered', talkSeconds: 9 }])
    expect(operations).toMatchObject([{ op: 'call.transfer', to: 'seat:1001', whisper: { acceptKey, say: [{ prompt: 'about-tax' }] } }])
  })
})

it.each([
  ['a word for a number', { ...plain, to: 'yamada' }, 'not-a-number', '/to'],
  ['nothing to say before somebody has to accept', { ...plain, mode: 'consultative' as const }, 'consultative-without-whisper', '/whisper'],
])('reports %s', (_name, config, code, pointer) => {
  expect(transfer.problems?.(config)).toMatchObject([{ code, pointer }])
})
