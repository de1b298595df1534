import Type from 'typebox'
import { documentHead, idPattern } from '../head.ts'
import { LocalisedText, choice, said } from '../said.ts'

/** Names of columns: variables and expressions speak of them. */
const namePattern = '^[A-Za-z_][A-Za-z0-9_]{0,39}$'
const columnName = Type.String({ pattern: namePattern, ...said(['名前', '列を指す英数字の名前です。'], ['Name', 'What the column is called by nodes.']) })
const columnType = choice(
  { text: ['文字', 'Text'], number: ['数値', 'Number'], yesno: ['はい・いいえ', 'Yes or no'], date: ['日付', 'Date'], time: ['時刻', 'Time of day'] },
  said(['型', '列に入る値の種類です。日付は 2026-11-24、時刻は 08:30 のように書きます。'], ['Type', 'What values the column holds. Dates are written 2026-11-24, times 08:30.']),
  'text',
)
const options = Type.Array(Type.String({ minLength: 1, ...said(['値', '選べる値の1つです。'], ['Value', 'One possible value.']) }), {
  minItems: 1, maxItems: 200, uniqueItems: true, ...said(['選べる値', '文字の列に入れられる値を限ります。書かなければ何でも入ります。'], ['Values', 'The only values that a column of texts may hold. Anything where left out.']),
})

export const TableColumn = Type.Object(
  { name: columnName, title: LocalisedText, type: columnType, options: Type.Optional(options) },
  { additionalProperties: false, ...said(['列', '表の列です。'], ['Column', 'A column of the table.']) },
)
export type TableColumn = Type.Static<typeof TableColumn>

const textCell = Type.String({ maxLength: 2000, ...said(['文字・日付・時刻', '文字、日付（2026-11-24）、時刻（08:30）です。'], ['Text, date or time', 'A text, a date (2026-11-24) or a time (08:30).']) })
const numberCell = Type.Number(said(['数値', '数値です。'], ['Number', 'A number.']))
const yesnoCell = Type.Boolean(said(['はい・いいえ', '「はい」か「いいえ」です。'], ['Yes or no', 'Yes or no.']))
/** The value of a cell; which of the three is right is what the type of its column says. */
export const CellValue = Type.Union([textCell, numberCell, yesnoCell], said(['値', '列の型に合う値です。'], ['Value', 'A value of the type of the column.']))
export type CellValue = Type.Static<typeof CellValue>

const cells = (ja: readonly [string, string], en: readonly [string, string]) =>
  Type.Record(Type.String({ pattern: namePattern }), CellValue, { additionalProperties: false, ...said(ja, en) })

export const TableRow = Type.Object(
  {
    key: Type.String({ maxLength: 200, ...said(['キー', 'この行を引くための値です。表の中で1つだけにします。空の行は引けません。'], ['Key', 'The value that this row is looked up by; once in the table. A row without one is never found.']) }),
    values: cells(['値', '列の名前と値です。ない列は空です。'], ['Values', 'Column name to value; a column left out is empty.']),
  },
  { additionalProperties: false, ...said(['行', '1つのキーと、その値です。'], ['Row', 'One key and its values.']) },
)
export type TableRow = Type.Static<typeof TableRow>

/** Rows of a data table; more belong into a system of records. */
export const mostTableRows = 20_000

/** A table that is looked up by key. */
export const DataTable = Type.Object(
  {
    keyType: choice(
      { text: ['文字・番号', 'Text or digits'], phone: ['電話番号', 'Telephone number'] },
      said(
        ['キーの種類', '電話番号では、ハイフンと +81 を区別しません。「048*」のように * で終わるキーは、その番号で始まるすべてに当たります（長いものが優先）。'],
        ['Kind of key', 'Telephone numbers are compared without hyphens and with +81 as 0. A key that ends in *, such as 048*, stands for every number that begins so; the longest wins.'],
      ),
      'text',
    ),
    columns: Type.Array(TableColumn, { maxItems: 40, default: [], ...said(['列', 'キーのほかに持つ値です。番号の一覧のように、列がなくてもかまいません。'], ['Columns', 'What a row holds besides its key. A mere list, of numbers say, needs none.']) }),
    rows: Type.Array(TableRow, { maxItems: mostTableRows, default: [], ...said(['行', 'キーごとの値です。順番に意味はありません。'], ['Rows', 'Values by key; their order means nothing.']) }),
  },
  { additionalProperties: false, ...said(['データ表', 'キーで引く表です。'], ['Data table', 'A table that is looked up by key.']) },
)
export type DataTable = Type.Static<typeof DataTable>

/** What one input must be. All that is written must hold; nothing written holds for everything. */
export const TableCondition = Type.Object(
  {
    in: Type.Optional(Type.Array(CellValue, { minItems: 1, maxItems: 200, ...said(['どれか', 'この値のどれかと同じとき。1つなら「等しい」です。'], ['One of', 'Equals one of these values.']) })),
    from: Type.Optional(Type.Union([textCell, numberCell], said(['以上', 'この値以上のとき（数値、日付、時刻）。'], ['From', 'This value or more (numbers, dates, times).']))),
    to: Type.Optional(Type.Union([textCell, numberCell], said(['以下', 'この値以下のとき（数値、日付、時刻）。'], ['To', 'This value or less (numbers, dates, times).']))),
  },
  { additionalProperties: false, ...said(['条件', '書いたものがすべて成り立つとき。何も書かなければ、いつも成り立ちます。'], ['Condition', 'All that is written must hold; nothing written always holds.']) },
)
export type TableCondition = Type.Static<typeof TableCondition>

const resultCells = cells(['結果', '結果の列の名前と値です。'], ['Results', 'Result column to value.'])

export const DecisionRule = Type.Object(
  {
    id: Type.String({ pattern: idPattern, ...said(['ID', '行の名前です。表の中で1つだけにします。'], ['Id', 'The name of the row; once in the table.']) }),
    note: Type.Optional(Type.String({ maxLength: 500, ...said(['説明', 'この行の意味です。'], ['Note', 'What the row is for.']) })),
    when: Type.Record(Type.String({ pattern: namePattern }), TableCondition, { additionalProperties: false, default: {}, ...said(['条件', '入力の列の名前と条件です。ない列は何でもかまいません。'], ['When', 'Input column to condition; a column left out may be anything.']) }),
    then: resultCells,
  },
  { additionalProperties: false, ...said(['行', '条件がすべて成り立つときの結果です。'], ['Row', 'The results where all conditions hold.']) },
)
export type DecisionRule = Type.Static<typeof DecisionRule>

/** A table that comes to results by conditions on inputs: the first row from above whose conditions all hold, else the default row. */
export const DecisionTable = Type.Object(
  {
    inputs: Type.Array(TableColumn, { minItems: 1, maxItems: 20, ...said(['入力', '条件を付ける列です。'], ['Inputs', 'The columns with conditions.']) }),
    results: Type.Array(TableColumn, { minItems: 1, maxItems: 20, ...said(['結果', '決まる値の列です。'], ['Results', 'The columns with what is decided.']) }),
    rules: Type.Array(DecisionRule, { maxItems: 1000, default: [], ...said(['行', '上から順に調べ、最初に条件がすべて成り立つ行で決まります。'], ['Rows', 'Tried from above; the first whose conditions all hold decides.']) }),
    otherwise: { ...resultCells, ...said(['どれでもないとき', 'どの行も当てはまらないときの結果です。'], ['Otherwise', 'The results where no row holds.']) } as typeof resultCells,
  },
  { additionalProperties: false, ...said(['判定表', '条件から結果を決める表です。'], ['Decision table', 'A table that decides by conditions.']) },
)
export type DecisionTable = Type.Static<typeof DecisionTable>

/** A table of values by key, or of results by conditions: one of `data` and `decision`. Part of the release, so what it says is a matter of version. */
export const Table = Type.Object(
  { ...documentHead('table'), data: Type.Optional(DataTable), decision: Type.Optional(DecisionTable) },
  { additionalProperties: false, ...said(['表', '「データ表」か「判定表」のどちらか1つです。'], ['Table', 'A data table or a decision table, one of the two.']) },
)
export type Table = Type.Static<typeof Table>
