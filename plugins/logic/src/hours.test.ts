import { describeNode } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { hours } from './hours.ts'

const config = { hours: 'business-hours' }

describeNode(hours, { fixtures: [{ name: 'one hours document', config }] })

it('offers its exits in the order of precedence', () => {
  expect(hours.exits(config).map(({ id }) => id)).toEqual(['emergency', 'exception', 'holiday', 'closed', 'open'])
})
