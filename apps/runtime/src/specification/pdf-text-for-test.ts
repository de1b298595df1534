/** What a reader of the PDF finds, read back from an uncompressed file by the PDF's own means (ISO 32000: content streams, `ToUnicode`). */
export interface PdfText {
  /** The text of each page, white space left out, since a line break is none in the file. */
  pages: string[]
  /** How often the glyph 0 (`.notdef`) is shown: a character that the font lacks. */
  missingGlyphs: number
  /** Bookmarks in order. */
  bookmarks: string[]
  title: string
  language: string | undefined
  /** Names of the embedded fonts; a subset has six letters and a plus sign in front. */
  fonts: string[]
}

export function readPdf(bytes: Uint8Array): PdfText {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = new Map([...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]))
  const object = (id: string | undefined) => objects.get(id ?? '') ?? ''
  const all = [...objects.values()]
  /** The title of a dictionary, which may stand in an object of its own. */
  const titleOf = (body: string) => textString(/\/Title (\d+) 0 R/.exec(body) ? object(/\/Title (\d+) 0 R/.exec(body)?.[1]) : (/\/Title ([\s\S]*)/.exec(body)?.[1] ?? ''))
  let missingGlyphs = 0
  const pages = all.filter((body) => /\/Type \/Page\b(?!s)/.test(body)).map((page) => {
    const resources = object(/\/Resources (\d+) 0 R/.exec(page)?.[1]) || page
    const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => [name, charactersOf(object(/\/ToUnicode (\d+) 0 R/.exec(object(id))?.[1]))]))
    const { text, missing } = shownText(object(/\/Contents (\d+) 0 R/.exec(page)?.[1]), fonts)
    missingGlyphs += missing
    return text
  })
  return {
    pages, missingGlyphs,
    bookmarks: all.filter((body) => /\/Parent \d+ 0 R/.test(body) && /\/Dest \[/.test(body) && /\/Title /.test(body)).map(titleOf),
    title: titleOf(all.find((body) => body.includes('/Producer')) ?? ''),
    language: /\/Lang \(([^)]*)\)/.exec(file)?.[1],
    fonts: [...new Set([...file.matchAll(/\/FontName \/(\S+)/g)].map(([, name = '']) => name))],
  }
}

/** Glyph number → characters, by a `ToUnicode` map. */
function charactersOf(map: string): string[] {
  const characters: string[] = []
  for (const [, first = '0', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries()) characters[Number.parseInt(first, 16) + index] = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')
  }
  return characters
}

function shownText(content: string, fonts: ReadonlyMap<string, string[]>): { text: string; missing: number } {
  let [text, missing, font] = ['', 0, [] as string[]]
  for (const [, name, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? []
    for (const [, hex = ''] of (array ?? '').matchAll(/<([0-9a-f]*)>/gi)) {
      for (const glyph of hex.match(/.{4}/g) ?? []) {
        if (glyph === '0000') missing++
        text += font[Number.parseInt(glyph, 16)] ?? ''
      }
    }
  }
  return { text: text.replaceAll(/\s/g, ''), missing }
}

/** A text string: UTF-16 with a byte order mark, or plain; with its escapes. */
function textString(from: string): string {
  const literal = /^\(((?:\\[\s\S]|[^\\)])*)\)/.exec(from)?.[1] ?? ''
  const bytes = Buffer.from(literal.replace(/\\([\s\S])/g, (_, escaped: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[escaped] ?? escaped), 'latin1')
  return bytes[0] === 0xfe && bytes[1] === 0xff ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1')
}
