import { describeNode } from '@madoguchi/sdk/testing'
import { answer } from './answer.ts'

describeNode(answer, { fixtures: [{ name: 'it has no settings', config: {} }] })
