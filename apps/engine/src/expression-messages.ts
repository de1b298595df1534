import type { BothLanguages } from '@madoguchi/schemas'

/**
 * What is wrong with an expression, in words for somebody who does not program, by JSONata's code. `{token}` is the piece of the expression
 * it is about, `{value}` what was expected there, never a value of the data.
 */
const sentences: Readonly<Record<string, BothLanguages>> = {
  S0101: { ja: '文字列を閉じる引用符（" または \'）がありません。', en: 'The quotation mark that closes the text is missing.' },
  S0102: { ja: '数値「{token}」は大きすぎます。', en: 'The number "{token}" is too large.' },
  S0103: { ja: '「\\{token}」という書き方は使えません。円記号そのものは「\\\\」と書いてください。', en: '"\\{token}" is not a known escape; write a backslash itself as "\\\\".' },
  S0104: { ja: '「\\u」の後には16進数を4桁書いてください。', en: 'Four hexadecimal digits must follow "\\u".' },
  S0105: { ja: '名前を囲む「`」が閉じていません。', en: 'The backquote that closes the name is missing.' },
  S0106: { ja: 'コメントを閉じる「*/」がありません。', en: 'The "*/" that closes the comment is missing.' },
  S0201: { ja: '「{token}」はここには置けません。演算子（=、and など）や括弧の抜けを確かめてください。', en: '"{token}" cannot stand here. Look for a missing operator (=, and …) or bracket.' },
  S0202: { ja: '「{token}」の所には「{value}」が必要です。', en: '"{value}" is needed where "{token}" stands.' },
  S0203: { ja: '式の終わりまでに「{value}」がありません。', en: '"{value}" is missing before the end of the expression.' },
  S0204: { ja: '「{token}」という記号は使えません。等しいかどうかは「=」で比べます。', en: 'There is no operator "{token}". Compare with "=".' },
  S0205: { ja: '「{token}」はここには置けません。', en: '"{token}" cannot stand here.' },
  S0207: { ja: '式が途中で終わっています。', en: 'The expression ends too early.' },
  S0208: { ja: '関数の引数の名前は「$」で始めてください。', en: 'The parameters of a function must begin with $.' },
  S0211: { ja: '「{token}」の前に値がありません。', en: 'A value is missing before "{token}".' },
  'S0211 =': { ja: '「=」の前に値がありません。等しいかどうかは「=」1つで比べます。', en: 'A value is missing before "=". One "=" compares.' },
  S0212: { ja: '「:=」の左は「$」で始まる名前にしてください。等しいかどうかは「=」で比べます。', en: 'The left of ":=" must be a name that begins with $. Compare with "=".' },
  S0213: { ja: '値「{value}」を「.」でつなぐことはできません。', en: 'The value "{value}" cannot be a step of a path.' },
  S0301: { ja: '正規表現が空です。', en: 'The regular expression is empty.' },
  S0302: { ja: '正規表現を閉じる「/」がありません。', en: 'The "/" that closes the regular expression is missing.' },
  T0410: { ja: '関数「{token}」に渡した値の種類（文字・数値など）か数が合いません。', en: 'The function "{token}" was given a wrong kind or number of values.' },
  T0411: { ja: '関数「{token}」に渡された値の種類が合いません。', en: 'The function "{token}" was given a value of a wrong kind.' },
  T0412: { ja: '関数「{token}」には、同じ種類の値の並びを渡してください。', en: 'The function "{token}" needs a list of values of one kind.' },
  D1001: { ja: '計算の結果が数値の範囲を超えました。', en: 'The result is beyond the range of numbers.' },
  D1002: { ja: '数値でないものに「-」は付けられません。', en: 'Only a number can have a minus sign.' },
  T1003: { ja: '「{ }」の項目名は文字にしてください。', en: 'The names in { } must be texts.' },
  T1005: { ja: '「{token}」は関数ではありません。関数は「$」を付けて「${token}」と書きます。', en: '"{token}" is no function. Functions begin with $: "${token}".' },
  T1006: { ja: '関数ではないものを呼び出しています。関数の綴りを確かめてください。', en: 'Something that is no function is called. Check the spelling of the function.' },
  D1011: { ja: '自分自身を呼び出し続けるため、終わりません。', en: 'It calls itself without end.' },
  D1012: { ja: '時間がかかりすぎます。終わらない繰り返しがないか確かめてください。', en: 'It takes too long. Look for an endless loop.' },
  T2001: { ja: '「{token}」の左が数値ではありません。文字は $number(…) で数値にできます。', en: 'The left of "{token}" is no number. $number(…) makes one of a text.' },
  T2002: { ja: '「{token}」の右が数値ではありません。文字は $number(…) で数値にできます。', en: 'The right of "{token}" is no number. $number(…) makes one of a text.' },
  T2003: { ja: '「..」の左は整数にしてください。', en: 'The left of ".." must be a whole number.' },
  T2004: { ja: '「..」の右は整数にしてください。', en: 'The right of ".." must be a whole number.' },
  T2006: { ja: '「~>」の右は関数にしてください。', en: 'The right of "~>" must be a function.' },
  T2009: { ja: '「{token}」の両側の種類が違います（文字と数値など）。$number(…) か $string(…) でそろえてください。', en: 'The two sides of "{token}" are of different kinds (text and number …). Bring them together by $number(…) or $string(…).' },
  T2010: { ja: '「{token}」で比べられるのは文字と数値だけです。', en: 'Only texts and numbers can be compared with "{token}".' },
  D2014: { ja: '「..」の範囲が大きすぎます。', en: 'The range of ".." is too large.' },
  D2015: { ja: '並びが長くなりすぎました。', en: 'The list has become too long.' },
  D3001: { ja: '数値にならない計算（0での割り算など）を文字にしようとしました。', en: 'What is no finite number (a division by 0 …) cannot become a text.' },
  D3010: { ja: '$replace の2番目に空の文字は使えません。', en: 'The second value of $replace cannot be an empty text.' },
  D3030: { ja: '数値として読めない文字を数値にしようとしました。', en: 'A text that cannot be read as a number cannot become one.' },
  D3060: { ja: '負の数の平方根は計算できません。', en: 'A negative number has no square root.' },
  D3137: { ja: '$error により止まりました。', en: 'It was stopped by $error.' },
  D3141: { ja: '$assert の条件が成り立ちませんでした。', en: 'The condition of $assert did not hold.' },
}

const unknown: BothLanguages = { ja: 'この式は計算できません（記号 {code}）。書き方と、使っている値の種類を確かめてください。', en: 'The expression cannot be worked out (code {code}). Check how it is written and of what kind its values are.' }

/** @param error what JSONata threw: its code, and the pieces of the text that it is about */
export function sayExpressionError({ code, token, value }: { code?: unknown; token?: unknown; value?: unknown }): BothLanguages {
  const known = typeof code === 'string' ? code : '—'
  const { ja, en } = sentences[`${known} ${String(token)}`] ?? sentences[known] ?? unknown
  // Those of a text that does not parse speak of the text; those of an evaluation may speak of what a caller has entered.
  const facts: Record<string, string> = { code: known, token: word(token), value: known.startsWith('S') ? word(value) : '…' }
  const fill = (text: string) => text.replaceAll(/\{(code|token|value)\}/g, (whole, name: string) => facts[name] ?? whole)
  return { ja: fill(ja), en: fill(en) }
}

const marks: Readonly<Record<string, string>> = { '(end)': '…' }

function word(part: unknown): string {
  const text = typeof part === 'string' || typeof part === 'number' ? String(part) : '…'
  return marks[text] ?? text
}
