import { expect, it } from 'vitest'
import { Watchdog } from './watchdog.ts'

it('a deadline replaces the one before, is renewed in time, and rests while somebody talks', () => {
  const sent: string[] = []
  const due: (() => void)[] = []
  const dog = new Watchdog((command, args) => void sent.push(`${command} ${args}`), { now: () => 0, after: (milliseconds, act) => { expect(milliseconds).toBe(20_000); due.push(act); return () => {} } })
  dog.arm('a', '0570012229')
  const armed = ['sched_del a', 'sched_transfer +60 a fallback-0570012229 XML madoguchi']
  expect(sent).toEqual(armed)
  due.shift()?.()
  expect(sent).toEqual([...armed, ...armed])
  sent.length = 0
  dog.disarm('a')
  due.shift()?.()
  expect(sent).toEqual(['sched_del a'])
  dog.arm('b', '1')
  dog.forget('b')
  sent.length = 0
  due.shift()?.()
  expect(sent).toEqual([])
})
