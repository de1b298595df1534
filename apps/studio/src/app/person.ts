const key = 'madoguchi.person'

/** The name that stands beside a person's changes. Log-in comes later; until then it is what they last wrote when publishing. */
export function readPerson(): string {
  return localStorage.getItem(key) ?? ''
}

export function rememberPerson(name: string): void {
  localStorage.setItem(key, name)
}

/** Autosave needs some name before anyone gave one. */
export function personOrNobody(): string {
  return readPerson().trim() || '（名前なし）'
}
