import type { PromptReading, Prompts } from '@madoguchi/schemas'

/** A line of the bundle's own dictionary, with the document it stands in. */
export interface OwnReading extends PromptReading {
  written: string
  /** Id of the prompts document. */
  in: string
}

/** The dictionary of a bundle: the lines of all its prompts documents; of two for the same writing the later document's counts. */
export function readingsOf(documents: ReadonlyMap<string, Prompts>): OwnReading[] {
  const lines = [...documents].flatMap(([id, { readings }]) => Object.entries(readings ?? {}).map(([written, reading]) => [written, { ...reading, written, in: id }] as const))
  return [...new Map(lines).values()].sort((a, b) => (a.written < b.written ? -1 : 1))
}

/** A document with a line of the dictionary put in, in the place of one for the same writing. */
export function withReading(document: Prompts, written: string, reading: PromptReading): Prompts {
  return { ...document, readings: { ...document.readings, [written]: reading } }
}

/** A document without a line; without the last one there is no dictionary. */
export function withoutReading(document: Prompts, written: string): Prompts {
  const { readings: { [written]: _gone, ...kept } = {}, ...rest } = document
  return Object.keys(kept).length === 0 ? rest : { ...rest, readings: kept }
}

/** As the server takes them. */
export function toSpoken(own: readonly { written: string; say: string }[]): { written: string; say: string }[] {
  return own.map(({ written, say }) => ({ written, say }))
}
