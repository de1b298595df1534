import type { QueuePriority } from '@madoguchi/sdk'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { WaitingLine } from './waiting-line.ts'

it('callers stand by priority, and in the order of joining among the same', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<QueuePriority>('high', 'normal', 'low'), { maxLength: 12 }), (priorities) => {
      const line = new WaitingLine()
      const callers = priorities.map((priority, index) => line.join(String(index), priority, index))
      const order = ['high', 'normal', 'low'].flatMap((priority) => callers.filter((caller) => caller.priority === priority))
      expect(callers.map((caller) => line.placeOf(caller))).toEqual(callers.map((caller) => order.indexOf(caller)))
    }),
  )
})

it('who is talking no longer waits, and who is rung for stands in nobody’s way', () => {
  const line = new WaitingLine()
  const [first, second, third] = [line.join('a', 'normal', 0), line.join('b', 'normal', 2000), line.join('c', 'normal', 5000)]
  first.state = 'talking'
  second.state = 'offered'
  expect([line.length, line.placeOf(third), line.longestWaitMs(9000)]).toEqual([2, 0, 7000])
  line.leave(second)
  line.leave(third)
  expect([line.length, line.longestWaitMs(9000)]).toEqual([0, 0])
})

it('the usual length of a conversation is that of the last twenty', () => {
  const line = new WaitingLine()
  expect(line.talkSeconds).toBeUndefined()
  for (let talk = 0; talk < 20; talk++) line.talked(1000)
  for (let talk = 0; talk < 20; talk++) line.talked(60)
  expect(line.talkSeconds).toBe(60)
})
