/** What a font can print, and what it could not so far. */
export interface PrintableText {
  /** The text with 〓 for each character that the font lacks: a reader sees that something is missing, and the document says what. */
  of(text: string): string
  /** Characters that were replaced, as `U+20BB7`. */
  readonly missing: ReadonlySet<string>
}

const geta = '〓'

/** @param fonts TrueType files; a character counts as printable when all of them have it */
export function printableText(fonts: readonly Uint8Array[]): PrintableText {
  const [first = new Set<number>(), ...others] = fonts.map(characterSet)
  const missing = new Set<string>()
  const printable = (character: string): string => {
    const code = character.codePointAt(0) ?? 0
    if (character === '\n' || (first.has(code) && others.every((set) => set.has(code)))) return character
    if (/\s/u.test(character)) return ' '
    missing.add(`U+${code.toString(16).toUpperCase().padStart(4, '0')}`)
    // A variation selector only shapes the character before it; that one is still there.
    return /\p{Mn}/u.test(character) ? '' : geta
  }
  return { missing, of: (text) => [...text.normalize('NFC')].map(printable).join('') }
}

/** The code points of a TrueType font: its Unicode `cmap` of format 12, else of format 4 (OpenType 1.9, "cmap"). */
export function characterSet(bytes: Uint8Array): Set<number> {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const cmap = tableAt(font, 'cmap')
  const codes = new Set<number>()
  for (let index = 0; index < font.getUint16(cmap + 2); index++) {
    const subtable = cmap + font.getUint32(cmap + 4 + index * 8 + 4)
    const format = font.getUint16(subtable)
    if (format === 12) addGroups(font, subtable, codes)
    else if (format === 4) addSegments(font, subtable, codes)
  }
  return codes
}

function tableAt(font: DataView, name: string): number {
  for (let index = 0; index < font.getUint16(4); index++) {
    const record = 12 + index * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(record + byte)))
    if (tag === name) return font.getUint32(record + 8)
  }
  throw new Error(`the font has no table "${name}"`)
}

function addGroups(font: DataView, at: number, codes: Set<number>): void {
  for (let group = 0; group < font.getUint32(at + 12); group++) {
    const record = at + 16 + group * 12
    for (let code = font.getUint32(record); code <= font.getUint32(record + 4); code++) codes.add(code)
  }
}

function addSegments(font: DataView, at: number, codes: Set<number>): void {
  const bytes = font.getUint16(at + 6)
  const [ends, starts] = [at + 14, at + 16 + bytes]
  const [deltas, offsets] = [starts + bytes, starts + bytes * 2]
  for (let segment = 0; segment < bytes; segment += 2) {
    const start = font.getUint16(starts + segment)
    const offset = font.getUint16(offsets + segment)
    for (let code = start; code <= font.getUint16(ends + segment) && code < 0xffff; code++) {
      const glyph = offset === 0 ? code + font.getUint16(deltas + segment) : font.getUint16(offsets + segment + offset + (code - start) * 2)
      if ((glyph & 0xffff) !== 0) codes.add(code)
    }
  }
}
