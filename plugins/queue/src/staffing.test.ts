import { describeNode } from '@madoguchi/sdk/testing'
import { staffing } from './staffing.ts'

describeNode(staffing, { fixtures: [{ name: 'one queue', config: { queue: 'tax' } }] })
