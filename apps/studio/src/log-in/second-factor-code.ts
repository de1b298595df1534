/** Apps show codes in groups, and Japanese input makes full-width digits: both are the same code. */
export function toPlainCode(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}
