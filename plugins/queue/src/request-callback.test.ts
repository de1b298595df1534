import { describeNode } from '@madoguchi/sdk/testing'
import { requestCallback } from './request-callback.ts'

describeNode(requestCallback, {
  fixtures: [
    { name: 'by the number of the caller, who may withhold it', config: { queue: 'tax', number: 'contact.from' }, expressions: { 'contact.from': ['+819012345678', '0312345678', 'anonymous'] } },
    { name: 'by collected digits, which may be no number', config: { queue: 'tax', number: 'digits' }, expressions: { digits: ['09012345678', '110', '0000000000', 42, undefined] } },
  ],
})
