import { choice, said } from '@madoguchi/schemas'
import { NodeError, comparableNumber, defineNode, exit, expression, leave, matchesEntry, numberEntry, numberEntryPattern, tableRef } from '@madoguchi/sdk'
import Type from 'typebox'

const Config = Type.Object(
  {
    purpose: choice(
      { deny: ['載っている番号を断る', 'Refuse those listed'], allow: ['載っている番号だけを通す', 'Let only those listed through'] },
      said(['使い方', '一覧の番号を断るか、一覧の番号だけを通すかです。050の番号は断れません。'], ['Purpose', 'Whether the numbers of the list are refused, or the only ones let through. Numbers from 050 can never be refused.']),
      'deny',
    ),
    numbers: Type.Array(Type.String({ pattern: numberEntryPattern, ...said(['番号', '048-111-0000 のような番号、または 048* のような番号の始まりです。'], ['Number', 'A number such as 048-111-0000, or the beginning of numbers such as 048*.']) }), {
      maxItems: 500, default: [], ...said(['番号の一覧', 'ここに書く番号です。表の番号に加えて使えます。'], ['Numbers', 'Numbers written here, besides those of the table.']),
    }),
    table: Type.Optional(tableRef(['番号の表', '番号をキーにしたデータ表です。'], ['Table', 'A data table whose keys are numbers.'])),
    number: expression(['調べる番号', '調べる番号の式（JSONata）です。ふつうは発信者の番号です。'], ['Number to look at', 'A JSONata expression; the number of the caller as a rule.'], { default: 'contact.from' }),
  },
  { additionalProperties: false },
)

/** Divides callers by a list of numbers. A withheld number is in no list and has an exit of its own. */
export const callerList = defineNode({
  type: 'logic.caller-list',
  title: { ja: '発信者の一覧で分ける', en: 'Caller list' },
  description: { ja: '発信者の番号が一覧にあるかどうかで分かれます。非通知には専用の出口があります。', en: 'Divides by whether the number of the caller is in a list; withheld numbers have an exit of their own.' },
  icon: 'M4 6h9M4 11h9M4 16h5M17 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6M12 20a5 5 0 0 1 10 0',
  kinds: ['call'],
  needs: ['tables'],
  config: Config,
  exits: () => [exit('allowed', { ja: '通す', en: 'Let through' }), exit('refused', { ja: '断る', en: 'Refused' }), exit('withheld', { ja: '非通知', en: 'Number withheld' })],
  summary: ({ purpose, numbers, table }) => {
    const [ja, en] = [[table, numbers.length > 0 ? `${numbers.length}件` : undefined], [table, numbers.length > 0 ? `${numbers.length} numbers` : undefined]].map((parts) => parts.filter(Boolean).join(' + '))
    return { ja: `${purpose === 'deny' ? '断る' : '通す'}: ${ja || '—'}`, en: `${purpose === 'deny' ? 'refuse' : 'let through'}: ${en || '—'}` }
  },
  problems: ({ numbers, table }) =>
    numbers.length === 0 && table === undefined
      ? [{ code: 'empty-list', pointer: '/numbers', message: { ja: '番号がありません。番号を書くか、番号の表を選んでください。', en: 'There are no numbers. Write some, or choose a table of numbers.' } }]
      : [],
  tables: ({ table }) => (table === undefined ? [] : [{ table, pointer: '/table', as: 'data', keys: 'phone', reads: [], gives: [] }]),
  callers: ({ purpose, numbers, table }) => ({
    entries: numbers.map((number, index) => ({ number, pointer: `/numbers/${index}` })),
    ...(table === undefined ? {} : { table: { id: table, pointer: '/table' } }),
    refuses: purpose === 'deny' ? 'listed' : 'others',
  }),
  async run({ config: { purpose, numbers, table, number }, tables, evaluate }) {
    const value = (await evaluate(number)) ?? ''
    if (typeof value !== 'string' && typeof value !== 'number') throw new NodeError('expression', `the value is no number of a telephone: ${number}`)
    const caller = comparableNumber(String(value))
    if (caller === '') return leave('withheld')
    const inline = numbers.some((written) => {
      const entry = numberEntry(written)
      return entry !== undefined && matchesEntry(entry, caller)
    })
    const listed = inline || (table !== undefined && tables.lookup(table, caller) !== undefined)
    return leave(listed === (purpose === 'allow') ? 'allowed' : 'refused')
  },
})
