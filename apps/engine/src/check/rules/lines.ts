import type { Line } from '@madoguchi/schemas'
import type { Place } from '../../compile-texts.ts'
import { escapePointer } from '../../json-pointer.ts'
import { type Program, normaliseNumber } from '../../program.ts'

export interface PlacedLine {
  number: string
  line: Line
  place: Place
}

/** The lines of a bundle with the places where they are written. */
export class Lines {
  readonly all: readonly PlacedLine[]
  readonly unpublished: readonly PlacedLine[]

  constructor({ documents, lines }: Program) {
    this.all = [...documents.numbers].flatMap(([id, document]) =>
      Object.entries(document.lines).flatMap(([number, line]) =>
        // Of a number that is written twice the first counts; the other has a problem of its own.
        lines.get(normaliseNumber(number)) === line ? [{ number, line, place: { document: `numbers/${id}`, pointer: `/lines/${escapePointer(number)}` } }] : []))
    this.unpublished = this.all.filter(({ line }) => !line.published)
  }
}
