import { describeNode } from '@madoguchi/sdk/testing'
import { wait } from './wait.ts'

describeNode(wait, { fixtures: [{ name: 'two seconds', config: { seconds: 2 } }] })
