/** A key that a Japanese text tells callers to press, with the place in the folded text where it is said. */
export interface KeyMention {
  key: string
  at: number
  /** Where what follows the key begins. */
  end: number
}

/** After these a digit counts something and is no key: 「3月」「1台」「2回」. */
const counters = '年月日時分秒円人件台回度階号歳か個本枚通条項桁色名点つヶケカヵ%位次期割週丁文字'
const digitKey = new RegExp(`(?<![0-9第約全後前計.\\-:/])([0-9])(?:番|ばん)?(?![0-9${counters}.\\-:/])`, 'g')
const kanjiKey = /([〇零一二三四五六七八九])番(?!目|組|地|線|街)/g
const starKey = /米印|こめじるし|コメジルシ|アスタリスク|スター(?!ト)|[*＊※](?=を|は|ボタン|キー|で)/g
const hashKey = /シャープ|井桁|いげた|[#＃♯]/g

/** Half-width digits and signs, so that places in it fit every rule that reads a menu. */
export function foldForKeys(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '')
}

/** Every key that a text speaks of, in order; figures that count something, dates and telephone numbers are none. @param folded by `foldForKeys` */
export function keyMentions(folded: string): KeyMention[] {
  const found = (pattern: RegExp, key: (match: RegExpMatchArray) => string) => [...folded.matchAll(pattern)].map((match): KeyMention => ({ key: key(match), at: match.index, end: match.index + match[0].length }))
  return [
    ...found(digitKey, (match) => match[1] ?? ''),
    ...found(kanjiKey, (match) => String('〇一二三四五六七八九'.indexOf((match[1] ?? '').replace('零', '〇')))),
    ...found(starKey, () => '*'),
    ...found(hashKey, () => '#'),
  ].toSorted((a, b) => a.at - b.at)
}
