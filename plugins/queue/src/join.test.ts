import { describeNode } from '@madoguchi/sdk/testing'
import { join } from './join.ts'

describeNode(join, { fixtures: [{ name: 'one queue', config: { queue: 'tax' } }, { name: 'first, and told to the agent', config: { queue: 'tax', priority: 'high', whisper: 'w' } }, { name: 'with a way out', config: { queue: 'tax', leaveKey: '1' } }] })
