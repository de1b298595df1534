import { faultClassOf } from '@madoguchi/sdk'
import { describeNode, runWith } from '@madoguchi/sdk/testing'
import { expect, it } from 'vitest'
import { errorCatch } from './error-catch.ts'

const fault = (code: string) => ({ code, flow: 'main', node: 'menu', retryable: false })
const config = { classes: ['telephony' as const, 'service' as const], codeVariable: 'code', nodeVariable: 'place' }

describeNode(errorCatch, {
  fixtures: [
    { name: 'two kinds', config, faults: [fault('telephony'), fault('http-timeout'), fault('expression'), undefined] },
    { name: 'all alike, without variables', config: { classes: [] }, faults: [fault('telephony'), undefined] },
  ],
})

it('puts the code and the place into variables, and null where no fault has been', async () => {
  expect((await runWith(errorCatch, { config, faults: [fault('expression')] }, [])).effects).toEqual([{ set: 'code', value: 'expression' }, { set: 'place', value: 'main/menu' }])
  expect((await runWith(errorCatch, { config, faults: [undefined] }, [])).effects).toEqual([{ set: 'code', value: null }, { set: 'place', value: null }])
})

it.each([
  ['telephony', 'telephony'], ['prompt-missing', 'guidance'], ['unknown-prompt', 'guidance'], ['hours-error', 'hours'], ['sms-refused', 'service'], ['plugin', 'service'],
  ['smsx', 'other'], ['expression', 'settings'], ['unknown-queue', 'settings'], ['unknown-table', 'settings'], ['toString', 'other'], ['', 'other'],
])('%s is a matter of %s', (code, kind) => {
  expect(faultClassOf(code)).toBe(kind)
})
