import { type BothLanguages, said } from '@madoguchi/schemas'
import { NodeError, defineNode, done, exit, expression, leave, repeated, rewireByLabel, tableRef } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'
import { assignments } from './assignments.ts'
import { exitIdProblems, resultId, resultLabel } from './result-exits.ts'

const Input = Type.Object(
  {
    column: Type.String({ minLength: 1, ...said(['入力', '判定表の入力の列の名前です。'], ['Input', 'An input column of the decision table.']) }),
    value: expression(['値', '渡す値の式（JSONata）です。'], ['Value', 'A JSONata expression.']),
  },
  { additionalProperties: false, ...said(['入力', '判定表に渡す1つの値です。'], ['Input', 'One value for the decision table.']) },
)

const Outcome = Type.Object(
  {
    id: resultId(['ID', '出口の名前です。英数字で付けてください。'], ['ID', 'The name of the exit.']),
    label: resultLabel,
    equals: Type.String({ minLength: 1, ...said(['結果の値', '結果がこの値のとき、この出口へ進みます。'], ['Value', 'The exit is taken when the result is this.']) }),
  },
  { additionalProperties: false, ...said(['出口', '結果の1つの値と、その出口です。'], ['Outcome', 'One value of the result and its exit.']) },
)

const Config = Type.Object(
  {
    table: tableRef(['表', '使う判定表です。'], ['Table', 'The decision table.']),
    inputs: Type.Array(Input, { minItems: 1, maxItems: 20, ...said(['入力', '判定表に渡す値です。すべての入力に渡してください。'], ['Inputs', 'Values for every input of the table.']) }),
    assign: assignments(said(['結果', '判定表の結果の列の名前です。'], ['Result', 'A result column of the decision table.'])),
    leaveBy: Type.Optional(Type.String({ minLength: 1, ...said(['出口を決める結果', 'この結果の値ごとの出口へ進みます。書かなければ出口は1つです。'], ['Result that decides the exit', 'Each of its values has an exit. One exit for all where left out.']) })),
    outcomes: Type.Array(Outcome, { maxItems: 50, default: [], ...said(['出口', '「出口を決める結果」の値ごとの出口です。'], ['Exits', 'The exit for each value of that result.']) }),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

const outcomeExits = ({ outcomes }: Config) => outcomes.map(({ id, label: title }) => exit(id, title))

/** Decides by a decision table: the first row from above that holds, else its default row. */
export const decide = defineNode({
  type: 'logic.decide',
  title: { ja: '判定表で決める', en: 'Decision table' },
  description: { ja: '判定表に値を渡し、結果を変数に入れるか、結果ごとに分かれます。', en: 'Asks a decision table, and puts its results into variables or divides by one of them.' },
  icon: 'M4 4h16v16H4zM4 9h16M4 14h16M11 4v16M14 11.5l1 1 2-2M14 17h3',
  kinds: ['call', 'dialogue'],
  needs: ['tables'],
  config: Config,
  exits: (config) => (config.outcomes.length === 0 ? [done] : outcomeExits(config)),
  summary: ({ table, leaveBy }) => ({ ja: leaveBy === undefined ? table : `${table} → ${leaveBy}`, en: leaveBy === undefined ? table : `${table} → ${leaveBy}` }),
  rewire: (before, after) => rewireByLabel(outcomeExits(before), outcomeExits(after)),
  problems: (config) => [...exitIdProblems('outcomes', config.outcomes.map(({ id }) => id), ['error']), ...twice(config), ...halfGiven(config)],
  tables: ({ table, inputs, assign, leaveBy, outcomes }) => [
    {
      table, pointer: '/table', as: 'decision',
      reads: [...assign.map(({ column }, index) => ({ name: column, pointer: `/assign/${index}/column` })), ...(leaveBy === undefined ? [] : [{ name: leaveBy, pointer: '/leaveBy' }])],
      gives: inputs.map(({ column }, index) => ({ name: column, pointer: `/inputs/${index}/column` })),
      ...(leaveBy === undefined ? {} : { leavesBy: { name: leaveBy, pointer: '/outcomes', values: outcomes.map(({ equals }) => equals) } }),
    },
  ],
  async run({ config: { table, inputs, assign, leaveBy, outcomes }, tables, evaluate, set }) {
    const given: Record<string, unknown> = {}
    for (const { column, value } of inputs) given[column] = await evaluate(value)
    const row = tables.decide(table, given)
    for (const { column, variable } of assign) set(variable, row[column] ?? null)
    if (leaveBy === undefined) return leave('done')
    const outcome = outcomes.find(({ equals }) => equals === String(row[leaveBy]))
    if (!outcome) throw new NodeError('unknown-outcome', `the table "${table}" came to a value of "${leaveBy}" that has no exit`)
    return leave(outcome.id)
  },
})

type Found = { code: string; pointer: string; message: BothLanguages }[]

function twice({ inputs, outcomes }: Config): Found {
  return [
    ...repeated(inputs.map(({ column }) => column)).map((index) => ({ code: 'duplicate-input', pointer: `/inputs/${index}/column`, message: { ja: `入力「${inputs[index]?.column}」に2回渡しています。1つにしてください。`, en: `The input ${inputs[index]?.column} is given twice. Keep one.` } })),
    ...repeated(outcomes.map(({ equals }) => equals)).map((index) => ({ code: 'duplicate-value', pointer: `/outcomes/${index}/equals`, message: { ja: `値「${outcomes[index]?.equals}」が2回使われています。2つ目の出口へは進みません。`, en: `The value ${outcomes[index]?.equals} is used twice; its second exit is never taken.` } })),
  ]
}

function halfGiven({ leaveBy, outcomes }: Config): Found {
  if (leaveBy === undefined && outcomes.length > 0) return [{ code: 'no-result', pointer: '/leaveBy', message: { ja: '出口があるのに、出口を決める結果が選ばれていません。', en: 'There are exits, but no result that decides among them.' } }]
  if (leaveBy !== undefined && outcomes.length === 0) return [{ code: 'no-outcomes', pointer: '/outcomes', message: { ja: '出口を決める結果の、値ごとの出口がありません。', en: 'The result that decides the exit has no exits.' } }]
  return []
}
