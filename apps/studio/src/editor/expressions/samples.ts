import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { parse } from '../../draft/json.ts'

interface Samples {
  /** What a person typed, by the name of a variable. */
  typed: Readonly<Record<string, string>>
  type(name: string, text: string): void
}

/** Values to try expressions out with. They belong to this window and are never saved with the bundle. */
export const useSamples = create<Samples>()(
  persist((set) => ({ typed: { 'contact.from': '09012345678', 'contact.to': '0570012229' }, type: (name, text) => set(({ typed }) => ({ typed: { ...typed, [name]: text } })) }), {
    name: 'madoguchi.samples',
    storage: createJSONStorage(() => sessionStorage),
  }),
)

/** As an expression reads them: `contact.from` lies inside `contact`; what reads as a number, true, false or null is one, unless it begins with 0. */
export function asInput(typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const contact: Record<string, string> = {}
  for (const [name, text] of Object.entries(typed)) {
    if (text === '') continue
    if (name.startsWith('contact.')) contact[name.slice('contact.'.length)] = text
    else input[name] = /^(-?(0|[1-9]\d*)(\.\d+)?|true|false|null|[[{].*)$/s.test(text) ? (parse(text) ?? text) : text
  }
  return { ...input, contact }
}
