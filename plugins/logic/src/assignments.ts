import { said } from '@madoguchi/schemas'
import { variableName } from '@madoguchi/sdk'
import Type from 'typebox'

/** What of a table goes into which variable. `column` says which of its columns is meant. */
export const assignments = (column: ReturnType<typeof said>) =>
  Type.Array(
    Type.Object(
      { column: Type.String({ minLength: 1, ...column }), variable: variableName(['変数', '値を入れる変数の名前です。'], ['Variable', 'The variable that takes the value.']) },
      { additionalProperties: false, ...said(['代入', '表の1つの値と、入れる変数です。'], ['Assignment', 'One value of the table and its variable.']) },
    ),
    { maxItems: 40, default: [], ...said(['変数に入れる値', '表の値を変数に入れます。'], ['Variables', 'Values of the table that go into variables.']) },
  )
