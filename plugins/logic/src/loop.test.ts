import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { loop } from './loop.ts'

describeNode(loop, { fixtures: [{ name: 'three times', config: { times: 3 }, visits: [1, 2, 3, 4] }] })

it.each([
  [1, 'again', []],
  [3, 'again', []],
  [4, 'done', ['forgot the visits']],
])('on visit %i of three leaves by %s, and counts anew only when it is done', async (visit, exit, effects) => {
  expect(await runWith(loop, { config: { times: 3 }, visits: [visit] }, [])).toMatchObject({ ending: { kind: 'result', result: { kind: 'leave', exit } }, effects })
})
