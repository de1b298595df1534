/** Hands a document's text to the browser as a file; `call/main.json` becomes `call-main.json`. */
export function downloadText(path: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = path.replaceAll('/', '-')
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
