/** Says a text of one area in the present language; what `useWords` returns. Logic takes it as an argument and stays free of React. */
export type Say<Key extends string> = (key: Key, values?: Record<string, string | number>) => string

/** Says texts of one language without the studio around, as tests do. */
export function sayFrom<Key extends string>(texts: Record<Key, string>): Say<Key> {
  return (key, values = {}) => texts[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
