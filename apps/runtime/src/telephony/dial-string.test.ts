import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gatewayDialString } from './dial-string.ts'

it('gateways are tried in their order', () => {
  expect(gatewayDialString(['a', 'b'], '0480000001')).toBe('sofia/gateway/a/0480000001|sofia/gateway/b/0480000001')
})

it('nothing but digits ever reaches a dial string', () => {
  fc.assert(
    fc.property(fc.string(), (number) => {
      const dial = gatewayDialString(['a'], number)
      if (dial !== undefined) expect(number).toMatch(/^\+?[0-9]{3,20}$/)
    }),
  )
  for (const bad of ['', '12', '0480000001|user/1', '048 0000', "0480000001'", '${hupall}', 'sofia/x/1@h']) expect(gatewayDialString(['a'], bad)).toBeUndefined()
})

it('without a gateway, or with one whose name is none, nothing is dialled', () => {
  expect(gatewayDialString([], '0480000001')).toBeUndefined()
  expect(gatewayDialString(['a b', '../x', 'a|b'], '0480000001')).toBeUndefined()
})
