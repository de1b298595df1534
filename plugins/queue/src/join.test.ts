import { describeNode } from '@madoguchi/sdk/testing'
import { join } from './join.ts'

const status = { says: 'both', firstAfterSeconds: 20, repeatUnchanged: true } as const
const waiting = { flow: 'while-waiting', afterSeconds: 20, everySeconds: 60, times: 2, guidanceOnly: false, mayLeave: true }
const place = { queue: 'tax', joinedMs: 0, maxWaitSeconds: 60 }

describeNode(join, {
  fixtures: [
    { name: 'one queue', config: { queue: 'tax' } },
    { name: 'first, and told to the agent', config: { queue: 'tax', priority: 'high', whisper: 'w', skills: [{ skill: 'english', level: 3 }] } },
    { name: 'with a way out', config: { queue: 'tax', leaveKey: '1' } },
    { name: 'told of place and wait', config: { queue: 'tax' }, queues: { tax: { maxWaitSeconds: 60, announceEverySeconds: 30, status } } },
    { name: 'with a flow', config: { queue: 'tax', waiting } },
    { name: 'with guidance alone', config: { queue: 'tax', waiting: { ...waiting, guidanceOnly: true, mayLeave: false } } },
    { name: 'back from its flow', config: { queue: 'tax', waiting }, queues: { tax: { maxWaitSeconds: 60 } }, resumed: { place, runs: 1 } },
  ],
})
