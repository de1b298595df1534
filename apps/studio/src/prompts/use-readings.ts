import type { Program } from '@madoguchi/engine'
import type { PromptReading } from '@madoguchi/schemas'
import { useMemo } from 'react'
import { useDraftAccess } from '../draft/draft-access.ts'
import { useWords } from '../i18n/words.ts'
import { type OwnReading, readingsOf, withReading, withoutReading } from './readings.ts'
import { promptWords } from './words.ts'

export interface Readings {
  own: readonly OwnReading[]
  put(written: string, reading: PromptReading): void
  remove(reading: OwnReading): void
}

/** The dictionary of the draft; each change is one command of the draft. A new line goes to the document that has the word, else to the first. */
export function useReadings(program: Program): Readings {
  const say = useWords(promptWords)
  const { update } = useDraftAccess()
  const documents = program.documents.prompts
  const own = useMemo(() => readingsOf(documents), [documents])
  return {
    own,
    put(written, reading) {
      const id = own.find((line) => line.written === written)?.in ?? [...documents.keys()][0]
      const document = id === undefined ? undefined : documents.get(id)
      if (document) update(`prompts/${id}.json`, withReading(document, written, reading), say('labelReading', { written }))
    },
    remove({ written, in: id }) {
      const document = documents.get(id)
      if (document) update(`prompts/${id}.json`, withoutReading(document, written), say('labelReadingRemove', { written }))
    },
  }
}
