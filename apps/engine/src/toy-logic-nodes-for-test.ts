import { type NodeType, defineNode, done, exit, expression, hoursRef, leave, milestoneRef, tableRef } from '@madoguchi/sdk'
import Type from 'typebox'

/** Toy nodes that ask tables, lists, chance, the clock, and the fault before them. */
const named = (name: string) => ({ title: { ja: name, en: name }, description: { ja: name, en: name }, icon: 'M0 0' })
const words: [string, string] = ['項目', '項目です。']
const strict = { additionalProperties: false }
const plainExit = (id: string) => exit(id, { ja: id, en: id })

const lookup = defineNode({
  type: 'toy.lookup', ...named('lookup'), needs: ['tables'], config: Type.Object({ table: tableRef(words, words), key: expression(words, words), column: Type.String() }, strict),
  exits: () => ['found', 'not-found'].map(plainExit),
  tables: ({ table, column }) => [{ table, pointer: '/table', as: 'data', reads: [{ name: column, pointer: '/column' }], gives: [] }],
  async run({ config, tables, evaluate, set }) {
    const row = tables.lookup(config.table, await evaluate(config.key))
    set(config.column, row?.[config.column] ?? null)
    return leave(row ? 'found' : 'not-found')
  },
})

/** Leaves by the exit that its one result names. */
const decide = defineNode({
  type: 'toy.decide', ...named('decide'), needs: ['tables'],
  config: Type.Object({ table: tableRef(words, words), inputs: Type.Record(Type.String(), expression(words, words)), result: Type.String(), values: Type.Array(Type.String()) }, strict),
  exits: ({ values }) => values.map(plainExit),
  tables: ({ table, inputs, result, values }) => [
    { table, pointer: '/table', as: 'decision', reads: [{ name: result, pointer: '/result' }], gives: Object.keys(inputs).map((name) => ({ name, pointer: `/inputs/${name}` })), leavesBy: { name: result, pointer: '/values', values } },
  ],
  async run({ config, tables, evaluate }) {
    const given: Record<string, unknown> = {}
    for (const [name, text] of Object.entries(config.inputs)) given[name] = await evaluate(text)
    return leave(String(tables.decide(config.table, given)[config.result]))
  },
})

const list = defineNode({
  type: 'toy.list', ...named('list'), needs: ['tables'],
  config: Type.Object({ table: Type.Optional(tableRef(words, words)), numbers: Type.Array(Type.String(), { default: [] }), refuses: Type.Union([Type.Literal('listed'), Type.Literal('others')]), number: expression(words, words, { default: 'contact.from' }) }, strict),
  exits: () => ['allowed', 'refused'].map(plainExit),
  tables: ({ table }) => (table === undefined ? [] : [{ table, pointer: '/table', as: 'data', keys: 'phone', reads: [], gives: [] }]),
  callers: ({ table, numbers, refuses }) => ({ entries: numbers.map((number, index) => ({ number, pointer: `/numbers/${index}` })), ...(table === undefined ? {} : { table: { id: table, pointer: '/table' } }), refuses }),
  async run({ config, tables, evaluate }) {
    const number = await evaluate(config.number)
    const listed = config.numbers.includes(String(number)) || (config.table !== undefined && tables.lookup(config.table, number) !== undefined)
    return leave(listed === (config.refuses === 'listed') ? 'refused' : 'allowed')
  },
})

const chance = defineNode({
  type: 'toy.chance', ...named('chance'), needs: ['chance'], config: Type.Object({ weights: Type.Array(Type.Number()) }, strict),
  exits: ({ weights }) => weights.map((_, index) => plainExit(`way-${index}`)),
  run: async ({ config, chance: capability }) => leave(`way-${capability.choose(config.weights)}`),
})

/** Waits for an opening that is no more than a minute away. */
const untilOpen = defineNode({
  type: 'toy.until-open', ...named('until-open'), needs: ['call', 'clock'], config: Type.Object({ hours: hoursRef(words, words) }, strict),
  exits: () => ['open', 'too-far'].map(plainExit),
  moments: ({ hours }) => [{ opening: hours, leadSeconds: 60 }],
  async run({ config, call, clock }) {
    const ms = clock.msUntilOpening(config.hours)
    if (ms === null || ms > 60_000) return leave('too-far')
    if (ms === 0) return leave('open')
    for (let left = ms / 1000; left > 0; left -= 10) {
      await call.play(['a'], { bargeIn: false })
      await call.wait(Math.min(8, left))
    }
    clock.waited(ms)
    return leave('open')
  },
})

const caught = defineNode({
  type: 'toy.catch', ...named('catch'), needs: ['fault'], config: Type.Object({ code: Type.String() }, strict), exits: () => ['this', 'other'].map(plainExit),
  async run({ config, fault, set }) {
    set('caught', fault.last ?? null)
    return leave(fault.last?.code === config.code ? 'this' : 'other')
  },
})

const milestone = defineNode({
  type: 'toy.milestone', ...named('milestone'), needs: ['reports'], config: Type.Object({ milestone: milestoneRef(words, words) }, strict), exits: () => [done],
  async run({ config, reports }) {
    reports.milestone(config.milestone)
    return leave('done')
  },
})

export const toyLogicNodes: NodeType[] = [lookup, decide, list, chance, untilOpen, caught, milestone]
