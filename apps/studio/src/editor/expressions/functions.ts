import type { BothLanguages } from '@madoguchi/schemas'

/** A function that an expression can call: what is written after its name, and what it does. */
export interface ExpressionFunction {
  name: string
  signature: BothLanguages
  does: BothLanguages
}

const is = (name: string, given: string | readonly [ja: string, en: string], ja: string, en: string): ExpressionFunction => {
  const [signatureJa, signatureEn] = typeof given === 'string' ? [given, given] : given
  return { name, signature: { ja: signatureJa, en: signatureEn }, does: { ja, en } }
}

/** The functions that configuration has a use for, with those that this product adds. JSONata knows more of them; they work as well. */
export const functions: readonly ExpressionFunction[] = [
  is('$spokenHours', '("business-hours")', '営業時間を読み上げる文にします。', 'The opening hours as a text that can be spoken.'),
  is('$now', '()', '今の日時（ISO 8601）です。', 'The present time (ISO 8601).'),
  is('$millis', '()', '今の日時（1970年からのミリ秒）です。', 'The present time in milliseconds since 1970.'),
  is('$fromMillis', ['(ミリ秒, "[M]/[D]", "+0900")', '(milliseconds, "[M]/[D]", "+0900")'], 'ミリ秒の日時を書式どおりの文字にします。', 'A time in milliseconds as a text in a picture.'),
  is('$toMillis', '("2026-11-24T08:30:00+09:00")', 'ISO 8601の日時をミリ秒にします。', 'An ISO 8601 time in milliseconds.'),
  is('$exists', ['(値)', '(value)'], '値があるかどうかです。', 'Whether there is a value.'),
  is('$not', ['(条件)', '(condition)'], '条件を逆にします。', 'The opposite of a condition.'),
  is('$boolean', ['(値)', '(value)'], 'はい・いいえにします。', 'A value as true or false.'),
  is('$string', ['(値)', '(value)'], '文字にします。', 'A value as a text.'),
  is('$number', ['(文字)', '(text)'], '数値にします。', 'A text as a number.'),
  is('$length', ['(文字)', '(text)'], '文字数です。', 'How many characters a text has.'),
  is('$substring', ['(文字, 始め, 長さ)', '(text, from, length)'], '文字の一部を取り出します。始めは0から数えます。', 'A part of a text; the first character is 0.'),
  is('$substringBefore', ['(文字, 区切り)', '(text, separator)'], '区切りより前を取り出します。', 'What stands before a separator.'),
  is('$substringAfter', ['(文字, 区切り)', '(text, separator)'], '区切りより後を取り出します。', 'What stands after a separator.'),
  is('$contains', ['(文字, 探す文字)', '(text, part)'], '含むかどうかです。', 'Whether a text contains another.'),
  is('$match', ['(文字, /正規表現/)', '(text, /pattern/)'], '正規表現に合う部分です。', 'What matches a regular expression.'),
  is('$replace', ['(文字, 前, 後)', '(text, old, new)'], '文字を置き換えます。', 'A text with a part replaced.'),
  is('$split', ['(文字, 区切り)', '(text, separator)'], '区切りで分けて並びにします。', 'The parts of a text, as a list.'),
  is('$join', ['(並び, 区切り)', '(list, separator)'], '並びをつないで1つの文字にします。', 'A list joined into one text.'),
  is('$trim', ['(文字)', '(text)'], '前後の空白を除きます。', 'A text without spaces around it.'),
  is('$uppercase', ['(文字)', '(text)'], '大文字にします。', 'A text in capitals.'),
  is('$lowercase', ['(文字)', '(text)'], '小文字にします。', 'A text in small letters.'),
  is('$round', ['(数, 桁)', '(number, digits)'], '四捨五入に近い丸め（偶数への丸め）をします。', 'Rounds a number, half to even.'),
  is('$floor', ['(数)', '(number)'], '切り捨てます。', 'Rounds down.'),
  is('$ceil', ['(数)', '(number)'], '切り上げます。', 'Rounds up.'),
  is('$abs', ['(数)', '(number)'], '絶対値です。', 'The number without its sign.'),
  is('$formatNumber', ['(数, "#,##0")', '(number, "#,##0")'], '数を書式どおりの文字にします。', 'A number as a text in a picture.'),
  is('$count', ['(並び)', '(list)'], '並びの個数です。', 'How many there are in a list.'),
  is('$sum', ['(並び)', '(list)'], '並びの合計です。', 'The sum of a list.'),
  is('$max', ['(並び)', '(list)'], '最も大きい値です。', 'The largest of a list.'),
  is('$min', ['(並び)', '(list)'], '最も小さい値です。', 'The smallest of a list.'),
  is('$average', ['(並び)', '(list)'], '平均です。', 'The average of a list.'),
  is('$lookup', ['(組, 名前)', '(object, name)'], '組の中から名前で値を取り出します。', 'A value of an object by its name.'),
  is('$filter', ['(並び, function($v) { … })', '(list, function($v) { … })'], '条件に合うものだけの並びにします。', 'Those of a list that fulfil a condition.'),
  is('$map', ['(並び, function($v) { … })', '(list, function($v) { … })'], '並びの1つずつを変えます。', 'Changes each of a list.'),
  is('$sort', ['(並び)', '(list)'], '並べ替えます。', 'A list in order.'),
]
