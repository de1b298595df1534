/** Hands a file to the browser, which saves it under its name; the parts follow each other. */
export function saveFile(name: string, parts: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A document's text as a file; `call/main.json` becomes `call-main.json`. */
export function saveDocument(path: string, text: string): void {
  saveFile(path.replaceAll('/', '-'), [text], 'application/json')
}
