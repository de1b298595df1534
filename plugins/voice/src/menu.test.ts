import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { describe, expect, it } from 'vitest'
import { menu } from './menu.ts'

const reissue = { key: '1', label: { ja: '納付書の再発行', en: 'Reissue' } } as const
const refund = { key: '6', label: { ja: '還付' } } as const
const plain = { prompt: 'menu', choices: [reissue, refund], timeoutSeconds: 10, retries: 1 }
const guided = { ...plain, noInputPrompt: 'no-input', noMatchPrompt: 'no-match' }

describeNode(menu, {
  fixtures: [
    { name: 'two choices with a retry and its prompts', config: guided },
    { name: 'without retries', config: { ...plain, retries: 0 } },
    { name: 'star and hash as choices', config: { ...plain, retries: 0, choices: [{ key: '*', label: { ja: '戻る' } }, { key: '#', label: { ja: '次へ' } }] } },
    { name: 'eleven choices', config: { ...plain, retries: 0, choices: ([...'0123456789*'] as (typeof plain.choices)[number]['key'][]).map((key) => ({ key, label: { ja: `項目${key}` } })) } },
  ],
})

const silence = { key: null, heardSeconds: 2 }
const pressed = (key: string) => ({ key, heardSeconds: 2 })

describe('silence and a wrong key', () => {
  it.each([
    ['silence at the end leaves by timeout', [pressed('5'), silence], 'timeout'],
    ['a wrong key at the end leaves by invalid', [silence, pressed('5')], 'invalid'],
    ['a key at the second try leaves by that key', [silence, pressed('6')], '6'],
  ])('%s', async (_name, results, exit) => {
    expect((await runWith(menu, { config: guided }, results)).ending).toEqual({ kind: 'result', result: { kind: 'leave', exit } })
  })

  it('are each told before the menu is said again, in the same question so that a key is never lost', async () => {
    const { operations } = await runWith(menu, { config: { ...guided, retries: 2 } }, [silence, pressed('5'), pressed('1')])
    expect(operations).toMatchObject([
      { op: 'call.ask', own: 0, say: [{ prompt: 'menu' }] },
      { op: 'call.ask', own: 1, say: [{ prompt: 'no-input' }, { prompt: 'menu' }] },
      { op: 'call.ask', own: 1, say: [{ prompt: 'no-match' }, { prompt: 'menu' }], keys: '16' },
    ])
  })
})

describe('changing the choices', () => {
  const rewire = (choices: Parameters<typeof menu.exits>[0]['choices']) => menu.rewire?.(plain, { ...plain, choices })

  it('follows an item whose key changed', () => {
    expect(rewire([reissue, { ...refund, key: '7' }])).toEqual({ '6': '7' })
  })

  it('keeps the meaning of two keys that were swapped', () => {
    expect(rewire([{ ...reissue, key: '6' }, { ...refund, key: '1' }])).toEqual({ '1': '6', '6': '1' })
  })

  it('lets an item that was renamed keep its key', () => {
    expect(rewire([{ ...reissue, label: { ja: '再発行' } }, refund])).toEqual({})
  })
})

it('reports a key that stands for two choices, at the second', () => {
  expect(menu.problems?.({ ...plain, choices: [reissue, { ...refund, key: '1' }] })).toMatchObject([{ code: 'duplicate-key', pointer: '/choices/1/key' }])
})
