import { expect, it } from 'vitest'
import { EslEvent } from '@madoguchi/freeswitch-esl'
import { Channel } from './channel.ts'
import { KeysAhead } from './keys-ahead.ts'
import { NotedCommands } from './testing/recorded-channel.ts'

function keypad() {
  const commands = new NotedCommands()
  const channel = new Channel('00000000-0000-4000-8000-000000000002', commands, () => {})
  const due: (() => void)[] = []
  const keys = new KeysAhead(channel, { now: () => 0, after: (_, act) => { due.push(act); return () => void due.splice(due.indexOf(act), 1) } })
  const press = (text: string) => [...text].forEach((key) => channel.handle(new EslEvent(new Map([['Event-Name', 'DTMF'], ['DTMF-Digit', key]]))))
  return { commands, keys, press, due }
}

it('keys between two steps wait for the next question; those of a guidance that must be heard do not', () => {
  const { keys, press } = keypad()
  press('12')
  keys.drop()
  press('99')
  keys.keep()
  expect([keys.take(1), keys.take(1), keys.take(1)]).toEqual(['1', '2', ''])
})

it('digits are taken up to the terminator, which is taken too', () => {
  const { keys, press } = keypad()
  press('12#34')
  expect(keys.takeDigits(6, '#')).toEqual({ digits: '12', terminated: true })
  expect(keys.takeDigits(1, '#')).toEqual({ digits: '3', terminated: false })
  expect(keys.takeDigits(6, '')).toEqual({ digits: '4', terminated: false })
})

it('of keys during a question the last belong to it, the earlier were too early and are kept', () => {
  const { keys, press } = keypad()
  keys.listen('one-key')
  press('78')
  keys.consumed(1)
  expect(keys.take(9)).toBe('7')
})

it('a key that the parking loop swallowed just before the question is given to it again', () => {
  const { keys, press, due, commands } = keypad()
  keys.listen('one-key')
  press('5')
  due[0]?.()
  expect(commands.sent).toEqual(['api uuid_recv_dtmf 00000000-0000-4000-8000-000000000002 5'])
})

it('a question that ended in time is given nothing again', () => {
  const { keys, press, due, commands } = keypad()
  keys.listen('one-key')
  press('5')
  keys.consumed(1)
  expect(due).toEqual([])
  expect(commands.sent).toEqual([])
})

it('a stuck key fills no memory, and what no telephone has is no key', () => {
  const { keys, press } = keypad()
  press('7'.repeat(1000))
  press('A%\n')
  expect(keys.take(1000).length).toBe(32)
})
