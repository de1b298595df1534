import { said } from '@madoguchi/schemas'
import { defineNode, exit, expression, leave, tableRef } from '@madoguchi/sdk'
import Type from 'typebox'
import { assignments } from './assignments.ts'

/** Looks a key up in a data table. Where it is not found the variables are emptied, so that nothing of an earlier lookup is taken for it. */
export const lookup = defineNode({
  type: 'logic.lookup',
  title: { ja: '表を引く', en: 'Look up' },
  description: { ja: 'データ表をキーで引き、値を変数に入れます。', en: 'Looks a key up in a data table and puts its values into variables.' },
  icon: 'M4 5h16v9M4 5v14h9M4 10h16M10 5v14M17 20a3 3 0 1 0 0-6 3 3 0 0 0 0 6M19.2 19.2L22 22',
  kinds: ['call', 'dialogue'],
  needs: ['tables'],
  config: Type.Object(
    {
      table: tableRef(['表', '引くデータ表です。'], ['Table', 'The data table.']),
      key: expression(['キー', '引くキーの式（JSONata）です。'], ['Key', 'A JSONata expression that comes to the key.']),
      assign: assignments(said(['列', 'データ表の列の名前です。'], ['Column', 'A column of the data table.'])),
    },
    { additionalProperties: false },
  ),
  exits: () => [exit('found', { ja: '見つかった', en: 'Found' }), exit('not-found', { ja: '見つからない', en: 'Not found' })],
  summary: ({ table, key }) => ({ ja: `${table} ← ${key}`, en: `${table} ← ${key}` }),
  tables: ({ table, assign }) => [{ table, pointer: '/table', as: 'data', reads: assign.map(({ column }, index) => ({ name: column, pointer: `/assign/${index}/column` })), gives: [] }],
  async run({ config, tables, evaluate, set }) {
    const row = tables.lookup(config.table, await evaluate(config.key))
    for (const { column, variable } of config.assign) set(variable, row?.[column] ?? null)
    return leave(row ? 'found' : 'not-found')
  },
})
