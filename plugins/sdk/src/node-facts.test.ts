import Type from 'typebox'
import { expect, it } from 'vitest'
import { promptRef, template } from './fields.ts'
import { possibleFaults } from './node-facts.ts'

it('a node can meet the faults of what it uses, of its prompts and of its expressions', () => {
  expect(possibleFaults({ needs: [], config: Type.Object({}) })).toEqual([])
  expect(possibleFaults({ needs: ['call', 'hours'], config: Type.Object({ prompt: promptRef(['案内', '流す案内です。'], ['Prompt', 'What is played.']) }) })).toEqual(['telephony', 'hours', 'guidance'])
  expect(possibleFaults({ needs: ['clock'], config: Type.Object({ text: template(['文', '読む文です。'], ['Text', 'What is read.']) }) })).toEqual(['settings'])
})
