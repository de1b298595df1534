import { NodeError } from '@madoguchi/sdk'

/** One fragment of a spoken value: its id, and how it is read, so that nobody has to guess a reading. */
export interface Piece {
  id: string
  text: string
}

/**
 * The fragment as a voice reads it right (measured with Open JTalk): in katakana, because of hiragana は it makes the particle and says
 * ワチ for はち; but 二十日 as a word, because ハツカ is 薄荷 to it, and はつか in a sentence ワツカ.
 */
export function spelled({ id, text }: Piece): Piece {
  return { id, text: id === 'day.20' ? '二十日' : text.replaceAll(/[ぁ-ん]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + katakanaBehind)) }
}

const katakanaBehind = 0x60

/** The value cannot be said in this way. Its content is not told, since it may be personal. */
export function notSayable(what: string): NodeError {
  return new NodeError('value-not-sayable', `the value is no ${what}`)
}
