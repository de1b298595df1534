/** What may stand in a dial string: digits, and a plus before them. Anything else could name another endpoint or a variable. */
const dialable = /^\+?[0-9]{3,20}$/
const gatewayName = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/

/** How outgoing legs of the trunk are reached: one gateway after the other. `undefined` where there is no gateway, or the number is none. */
export function gatewayDialString(gateways: readonly string[], number: string): string | undefined {
  if (!dialable.test(number)) return undefined
  const legs = gateways.filter((name) => gatewayName.test(name)).map((name) => `sofia/gateway/${name}/${number}`)
  return legs.length === 0 ? undefined : legs.join('|')
}
