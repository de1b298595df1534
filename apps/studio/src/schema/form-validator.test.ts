import { expect, test } from 'vitest'
import { nodeTypes } from '../editor/node-types.ts'
import { findingsOf } from './form-validator.ts'

const words = { missing: '入力してください。', choose: '選んでください。' }
const find = (name: string, config: unknown) => {
  const type = nodeTypes.get(name)
  if (!type) throw new Error(`no ${name}`)
  return findingsOf(type, config, 'ja', words)
}

test('an absent value is reported once, at its own field', () => {
  expect(find('voice.menu', { choices: [{ label: { ja: '還付' } }], timeoutSeconds: 10, retries: 2 })).toEqual([
    { path: ['prompt'], message: '選んでください。' },
    { path: ['choices', '0', 'key'], message: '選んでください。' },
  ])
})

test('a group that is absent as a whole is reported at the fields in it', () => {
  expect(find('voice.menu', { prompt: 'g', choices: [{}], timeoutSeconds: 10, retries: 2 })).toEqual([
    { path: ['choices', '0', 'key'], message: '選んでください。' },
    { path: ['choices', '0', 'label', 'ja'], message: '入力してください。' },
  ])
})

test('a value out of range is reported at its field, in the language asked for', () => {
  expect(find('logic.loop', { times: 100 })).toEqual([{ path: ['times'], message: '99以下にしてください。' }])
})

test('what only the node type knows is reported when the schema is content', () => {
  const choice = { key: '1', label: { ja: '還付' } }
  expect(find('voice.menu', { prompt: 'g', choices: [choice, choice], timeoutSeconds: 10, retries: 2 })).toMatchObject([{ path: ['choices', '1', 'key'] }])
})

test('a valid config has no finding', () => {
  expect(find('logic.loop', { times: 3 })).toEqual([])
})
