import type { Answer, Operation, Utterance } from '@madoguchi/sdk'
import { describe, expect, it } from 'vitest'
import { faultPoints } from '../faults.ts'
import { parseFaults } from '../simulate.ts'
import { SimulatedWorld } from '../simulated-world.ts'
import { type Deed, inWords, possibleDeeds } from './deeds.ts'

const say: Utterance[] = [{ prompt: 'a', text: 'いち', seconds: 2 }]
const operations: Operation[] = [
  { op: 'call.answer' },
  { op: 'call.play', say },
  { op: 'call.ask', say, own: 0, keys: '129', timeoutSeconds: 5 },
  { op: 'call.collect', say, own: 0, minDigits: 2, maxDigits: 4, terminator: '#', timeoutSeconds: 5, digitTimeoutSeconds: 3, secret: false },
  { op: 'call.collect', say: [], own: 0, minDigits: 1, maxDigits: 4, terminator: '', timeoutSeconds: 5, digitTimeoutSeconds: 3, secret: false },
  { op: 'call.record', say, maxSeconds: 30, silenceSeconds: 3, finishKey: '#' },
  { op: 'call.transfer', to: '0311112222', timeoutSeconds: 20, purpose: 'transfer' },
  { op: 'call.wait', seconds: 4 },
  { op: 'call.recording', act: 'start' },
  { op: 'call.hold', repeat: say, maxSeconds: 30 },
  { op: 'call.hold', repeat: [], maxSeconds: 30, slot: '701' },
  { op: 'call.retrieve', slot: '701' },
  { op: 'call.conference', room: 'a', maxMembers: 3 },
  { op: 'queue.join', queue: 'tax', maxWaitSeconds: 60, maxLength: 5, announceEverySeconds: 20 },
  { op: 'queue.look', queue: 'tax', limits: { waiting: 5, estimatedWaitSeconds: 300 } },
  { op: 'queue.join', queue: 'tax', maxWaitSeconds: 60, maxLength: 5, announceEverySeconds: 20, leaveKey: '1' },
  { op: 'queue.look', queue: 'tax', limits: {} },
  { op: 'call.hangup', cause: 'NORMAL_CLEARING' },
]
const samples = { digits: ['4711', '47'] }

/** What a node can tell of an answer: all but its time and what is random in it. */
function told({ fault, gone, result }: Answer): unknown {
  if (fault) return fault.code
  if (gone) return ['gone', gone.in]
  const { recording, agent: _agent, heardSeconds: _heard, talkSeconds: _talk, heldSeconds: _held, seconds: _seconds, waitedSeconds: _waited, announced: _announced, ...rest } = result as Record<string, unknown>
  return recording === undefined ? rest : { ...rest, recording: recording !== null }
}

function replayed(deeds: readonly Deed[], asked: readonly Operation[]): unknown[] {
  const { press, faults } = inWords(deeds)
  const world = new SimulatedWorld({ press, faults: parseFaults(faults), agents: () => 1 })
  return asked.map((operation, n) => told(world.perform(operation, { n, operation, startedMs: 0 })))
}

describe('every deed is brought about by the words that a witness tells', () => {
  it.each(operations.map((operation) => [operation.op, operation] as const))('%s', (_name, operation) => {
    const deeds = possibleDeeds(operation, 0, samples).filter(({ answer }) => !(answer.result as { missing?: unknown } | undefined)?.missing || ('say' in operation && operation.say.length > 0))
    expect(deeds.length).toBeGreaterThan(1)
    for (const deed of deeds) expect(replayed([deed], [operation])).toEqual([told(deed.answer)])
  })

  it('also one after another, a good one after a bad one', () => {
    const all = operations.filter(({ op }) => op !== 'call.hangup')
    for (const first of all) {
      for (const second of all) {
        for (const one of possibleDeeds(first, 0, samples).filter(({ answer }) => answer.gone === undefined)) {
          if ((one.answer.result as { missing?: unknown } | undefined)?.missing && !faultPoints(first).includes('prompt')) continue
          const other = possibleDeeds(second, 0, samples)[0] as Deed
          expect(replayed([one, other], [first, second])).toEqual([told(one.answer), told(other.answer)])
        }
      }
    }
  })
})

it('what happens anyway is not told', () => {
  const sound = operations.map((operation) => possibleDeeds(operation, 0, samples)[0] as Deed)
  expect(inWords(sound).faults).toEqual([])
})

it('one wrong key stands for all', () => {
  const presses = possibleDeeds(operations[2] as Operation, 0, samples).flatMap(({ press }) => (press === undefined ? [] : [press]))
  expect(presses).toEqual(['0', '1', '2', '9', '-', 'hang'])
})
