import { describeNode } from '@madoguchi/sdk/testing'
import { retrieve } from './retrieve.ts'

describeNode(retrieve, { fixtures: [{ name: 'a slot', config: { slot: '701' } }] })
