import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { describe, expect, it } from 'vitest'
import type { CollectConfig } from './collect-config.ts'
import { collect } from './collect.ts'

const plain: CollectConfig = {
  prompt: 'notice-number', minDigits: 4, maxDigits: 8, terminator: '#', timeoutSeconds: 10, digitTimeoutSeconds: 5, retries: 1,
  saveAs: 'notice', checksum: 'none', secret: false, noInputPrompt: 'no-input', invalidPrompt: 'wrong',
}
const readBack = { before: 'you-entered', digitPrompts: 'digit.', after: 'right-press-1', confirmKey: '1', retryKey: '2' } as const

describeNode(collect, {
  fixtures: [
    { name: 'with the terminator', config: plain },
    { name: 'a fixed length without terminator', config: { ...plain, minDigits: 1, maxDigits: 1, terminator: 'none', retries: 0 } },
    { name: 'with Luhn', config: { ...plain, checksum: 'luhn' } },
    { name: 'with modulus 10, weights 3-1', config: { ...plain, checksum: 'modulus10-weight31' } },
    { name: 'read back', config: { ...plain, readBack, retries: 1 } },
    { name: 'secret, without prompts for retries', config: { ...plain, secret: true, noInputPrompt: undefined, invalidPrompt: undefined } },
  ],
})

const typed = (digits: string, terminated = true) => ({ digits, terminated, heardSeconds: 2 })
const silence = typed('', false)
const pressed = (key: string | null) => ({ key, heardSeconds: 2 })
const exitAfter = async (config: CollectConfig, results: Parameters<typeof runWith>[2]) => {
  const { ending } = await runWith(collect, { config }, results)
  return ending.kind === 'result' && ending.result.kind === 'leave' ? ending.result.exit : ending
}

describe('what counts as an input', () => {
  it.each([
    ['silence', silence, 'timeout'],
    ['the terminator alone', typed(''), 'invalid'],
    ['too few digits', typed('123'), 'invalid'],
    ['a star among the digits', typed('12*4'), 'invalid'],
    ['a failed check digit', typed('1234'), 'invalid'],
    ['a good number', typed('1230'), 'done'],
  ])('%s leaves by the right exit', async (_name, result, exit) => {
    expect(await exitAfter({ ...plain, retries: 0, checksum: 'luhn' }, [result])).toBe(exit)
  })

  it('saves the digits as a text, leading zeros included', async () => {
    const { effects } = await runWith(collect, { config: plain }, [typed('0012')])
    expect(effects).toContainEqual({ set: 'notice', value: '0012', secret: false })
  })

  it('marks secret digits as secret, and shows them in no event', async () => {
    const { effects } = await runWith(collect, { config: { ...plain, secret: true } }, [typed('4711')])
    expect(effects).toContainEqual({ set: 'notice', value: '4711', secret: true })
    expect(JSON.stringify(effects.filter((effect) => typeof effect === 'object' && effect !== null && 'kind' in effect))).not.toContain('4711')
  })
})

describe('reading back', () => {
  const config: CollectConfig = { ...plain, readBack, retries: 2 }

  it('says each digit between its two prompts', async () => {
    const { operations } = await runWith(collect, { config }, [typed('4071'), pressed('1')])
    expect(operations[1]).toMatchObject({ op: 'call.ask', keys: '12', say: ['you-entered', 'digit.4', 'digit.0', 'digit.7', 'digit.1', 'right-press-1'].map((prompt) => ({ prompt })) })
  })

  it('takes new digits after the retry key, without telling the caller of a mistake', async () => {
    const { operations, effects } = await runWith(collect, { config }, [typed('1111'), pressed('2'), typed('2222'), pressed('1')])
    expect(operations[2]).toMatchObject({ op: 'call.collect', say: [{ prompt: 'notice-number' }] })
    expect(effects).toContainEqual({ set: 'notice', value: '2222', secret: false })
  })

  it('asks for the confirmation again after silence or another key, and keeps the digits', async () => {
    const { operations, effects } = await runWith(collect, { config }, [typed('1111'), pressed(null), pressed('9'), pressed('1')])
    expect(operations.map(({ op }) => op)).toEqual(['call.collect', 'call.ask', 'call.ask', 'call.ask'])
    expect(operations[2]).toMatchObject({ own: 1, say: expect.arrayContaining([expect.objectContaining({ prompt: 'no-input' })]) })
    expect(effects).toContainEqual({ set: 'notice', value: '1111', secret: false })
  })

  it.each([
    ['a caller who never finds the digits right', [typed('1111'), pressed('2'), typed('1111'), pressed('2'), typed('1111'), pressed('2')], 'invalid'],
    ['a caller who says nothing to the confirmation', [typed('1111'), pressed(null), pressed(null), pressed(null)], 'timeout'],
  ])('lets %s go by the last failure', async (_name, results, exit) => {
    expect(await exitAfter(config, results)).toBe(exit)
  })
})

it.each([
  ['a range turned round', { ...plain, minDigits: 9 }, 'digits-range', '/minDigits'],
  ['one key for two answers', { ...plain, readBack: { ...readBack, retryKey: '1' as const } }, 'duplicate-key', '/readBack/retryKey'],
  ['secret digits read back', { ...plain, readBack, secret: true }, 'secret-read-back', '/readBack'],
])('reports %s', (_name, config, code, pointer) => {
  expect(collect.problems?.(config)).toMatchObject([{ code, pointer }])
})
