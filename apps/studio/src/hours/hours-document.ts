import { type HoursLookups, validate } from '@madoguchi/engine'
import { type Holidays, type Hours, documentSchemas } from '@madoguchi/schemas'
import i18next from 'i18next'
import { draft } from '../draft/draft.ts'
import { type Json, isObject, toJson } from '../draft/json.ts'
import type { Documents } from '../editor/commands/index.ts'
import { rewrite } from '../editor/commands/patch.ts'
import { words } from './words.ts'

export const hoursPath = (id: string) => `hours/${id}.json`
export const holidaysPath = (id: string) => `holidays/${id}.json`
export const hoursPage = (id: string) => `/hours/${encodeURIComponent(id)}`
export const holidaysPage = (id: string) => `/hours/holidays/${encodeURIComponent(id)}`

const isHours = (value: unknown): value is Hours => validate(documentSchemas.hours, value).length === 0
const isHolidays = (value: unknown): value is Holidays => validate(documentSchemas.holidays, value).length === 0
// The draft keeps an unchanged document as the same object, so each text is judged once.
const judged = new WeakMap<object, { hours: boolean; holidays: boolean }>()

function judge(value: object): { hours: boolean; holidays: boolean } {
  const known = judged.get(value)
  if (known) return known
  const verdict = { hours: isHours(value), holidays: isHolidays(value) }
  judged.set(value, verdict)
  return verdict
}

/** Hours of the draft; undefined while their JSON is none. */
export function hoursOf(documents: Documents, id: string): Hours | undefined {
  const value: unknown = documents[hoursPath(id)]
  return isObject(value) && judge(value).hours && isHours(value) ? value : undefined
}

export function holidaysOf(documents: Documents, id: string): Holidays | undefined {
  const value: unknown = documents[holidaysPath(id)]
  return isObject(value) && judge(value).holidays && isHolidays(value) ? value : undefined
}

/** What hours need of the draft around them. */
export function lookupsOf(documents: Documents): HoursLookups {
  const bundle = documents['bundle.json']
  const timeZone = isObject(bundle) && typeof bundle.timeZone === 'string' ? bundle.timeZone : 'Asia/Tokyo'
  return { timeZone, hours: (id) => hoursOf(documents, id), holidays: (id) => holidaysOf(documents, id) }
}

export type HoursAct = 'act.week' | 'act.copy' | 'act.exception' | 'act.removeException' | 'act.closures' | 'act.rules' | 'act.override' | 'act.inherit' | 'act.settings'
export type HolidaysAct = 'act.holiday' | 'act.removeHoliday' | 'act.import'

const labelOf = (act: HoursAct | HolidaysAct) => ({ ja: i18next.t(act, { ns: words.area, lng: 'ja' }), en: i18next.t(act, { ns: words.area, lng: 'en' }) })

/**
 * Changes hours of the draft as one command.
 * @param merge what closely following changes must have in common to be one step of undo, e.g. the period that arrow keys move
 */
export function runOnHours(id: string, act: HoursAct, edit: (hours: Hours) => Hours, merge?: string): void {
  run(hoursPath(id), act, (documents) => {
    const hours = hoursOf(documents, id)
    return hours && edit(hours)
  }, merge)
}

/** Changes holidays of the draft as one command. */
export function runOnHolidays(id: string, act: HolidaysAct, edit: (holidays: Holidays) => Holidays, merge?: string): void {
  run(holidaysPath(id), act, (documents) => {
    const holidays = holidaysOf(documents, id)
    return holidays && edit(holidays)
  }, merge)
}

function run(path: string, act: HoursAct | HolidaysAct, edit: (documents: Documents) => Hours | Holidays | undefined, merge: string | undefined): void {
  draft.getState().run({
    label: labelOf(act),
    mergeKey: merge === undefined ? undefined : `${path} ${act} ${merge}`,
    patches(documents) {
      const after = edit(documents)
      return after ? rewrite(documents, path, stable(toJson(after))) : []
    },
  })
}

/** Parts that became empty are left out where leaving them out means the same. */
function stable(value: Json): Json {
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null))
}
