import { type HoursTable, type Program, switchableFaults } from '@madoguchi/engine'
import { Button, Checkbox, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useId, useMemo } from 'react'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { type CallSettings, readCaller, readLocal, toLocal } from './call-settings.ts'
import { dialableLines, hoursOfLine } from './dialable-lines.ts'
import { FaultSwitches } from './FaultSwitches.tsx'
import { hoursInWords } from './hours-in-words.ts'
import { QueueSetup } from './QueueSetup.tsx'
import { type QuickTime, quickTimes } from './quick-times.ts'
import css from './telephone.module.css'
import { telephoneWords, traceWords } from './words.ts'

export interface CallSetupProps {
  program: Program
  settings: CallSettings
  /** Epoch milliseconds, for the quick picks and for what holds now. */
  nowMs: number
  onChange(settings: CallSettings): void
}

/** The conditions of a call: which number, by whom, when, and what shall go wrong. */
export function CallSetup({ program, settings, nowMs, onChange }: CallSetupProps) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  const lines = useMemo(() => dialableLines(program), [program])
  const set = (part: Partial<CallSettings>) => onChange({ ...settings, ...part })
  if (lines.length === 0) return <Text c="red">{say('numbersNone')}</Text>
  return (
    <Stack gap="sm">
      <NativeSelect
        label={say('number')}
        value={settings.to}
        onChange={(event) => set(toNumber(program, settings, event.currentTarget.value))}
        data={lines.map(({ number, line }) => ({ value: number, label: `${say('numberOption', { number, title: inLanguage(line.title, language) })}${line.published ? '' : say('unpublished')}` }))}
      />
      <Caller settings={settings} set={set} />
      <When program={program} settings={settings} nowMs={nowMs} set={set} />
      <QueueSetup settings={settings} set={set} />
      <FaultSwitches program={program} number={settings.to} faults={settings.faults} onChange={(faults) => set({ faults })} />
    </Stack>
  )
}

/** The call to another number keeps of what was switched on what can happen there. */
function toNumber(program: Program, { faults }: CallSettings, to: string): Partial<CallSettings> {
  const possible = new Set(switchableFaults(program, to).map(({ name }) => name))
  return { to, faults: Object.fromEntries(Object.entries(faults).filter(([name]) => possible.has(name))) }
}

export interface PartProps {
  settings: CallSettings
  set(part: Partial<CallSettings>): void
}

function Caller({ settings, set }: PartProps) {
  const say = useWords(telephoneWords)
  const bad = !settings.anonymous && readCaller(settings.from) === undefined
  return (
    <div>
      {!settings.anonymous && (
        <TextInput label={say('from')} description={say('fromHelp')} inputMode="tel" w={220} value={settings.from} error={bad && say('fromBad')} onChange={(event) => set({ from: event.currentTarget.value })} />
      )}
      <Checkbox mt={6} label={say('anonymous')} checked={settings.anonymous} onChange={(event) => set({ anonymous: event.currentTarget.checked })} />
    </div>
  )
}

function When({ program, settings, nowMs, set }: PartProps & Pick<CallSetupProps, 'program' | 'nowMs'>) {
  const say = useWords(telephoneWords)
  const quick = useId()
  const documents = useMemo(() => hoursOfLine(program, settings.to), [program, settings.to])
  const table = documents[0] === undefined ? undefined : program.hours.get(documents[0])
  const picks = foundTimes(program, documents[0], table, nowMs)
  const zone = { isoOf: (ms: number) => (table ?? [...program.hours.values()][0])?.isoOf(ms) ?? new Date(ms).toISOString() }
  return (
    <div>
      <Text component="div" fw={500} size="sm" mb={4} id={`${quick}-when`}>{say('when')}</Text>
      <SegmentedControl
        aria-labelledby={`${quick}-when`}
        value={settings.at === '' ? 'now' : 'set'}
        onChange={(value) => set({ at: value === 'now' ? '' : toLocal(nowMs, zone) })}
        data={[{ value: 'now', label: say('whenNow') }, { value: 'set', label: say('whenSet') }]}
      />
      {settings.at !== '' && (
        <TextInput
          type="datetime-local" mt={8} w={240} label={say('whenLabel', { zone: program.timeZone })} value={settings.at}
          error={readLocal(settings.at, program.timeZone) === undefined && say('whenBad')}
          // An emptied field is no wish for "now": the person is still typing.
          onChange={(event) => set({ at: event.currentTarget.value || '-' })}
        />
      )}
      {picks.length > 0 && (
        <div className={css.quick} role="group" aria-label={say('quick')} style={{ marginTop: 8 }}>
          {picks.map((pick) => <QuickPick key={pick.kind} pick={pick} onPick={() => set({ at: toLocal(pick.atMs, zone) })} />)}
        </div>
      )}
      {documents[0] !== undefined && <Then program={program} document={documents[0]} atMs={settings.at === '' ? nowMs : readLocal(settings.at, program.timeZone)} />}
    </div>
  )
}

let found: { meaning: string; picks: readonly QuickTime[] } | undefined

/** Searching a year of days takes a while, and each edit of the draft makes new tables: it is done again only when the hours differ. */
function foundTimes({ documents }: Program, document: string | undefined, table: HoursTable | undefined, nowMs: number): readonly QuickTime[] {
  if (!table) return []
  const meaning = JSON.stringify([document, nowMs, ...documents.hours, ...documents.holidays])
  if (found?.meaning !== meaning) found = { meaning, picks: quickTimes(table, nowMs) }
  return found.picks
}

function QuickPick({ pick, onPick }: { pick: QuickTime; onPick(): void }) {
  const say = useWords(telephoneWords)
  const label = say(`quick-${pick.kind}`)
  return <Button variant="outline" size="compact-sm" h="auto" mih={32} py={3} styles={{ label: { whiteSpace: 'normal' } }} onClick={onPick}>{pick.name === undefined ? label : say('quickNamed', { label, name: pick.name })}</Button>
}

/** What the hours will say at the chosen time, before anybody calls. */
function Then({ program, document, atMs }: { program: Program; document: string; atMs: number | undefined }) {
  const say = useWords(telephoneWords)
  const sayTrace = useWords(traceWords)
  const language = useLanguage()
  const table = program.hours.get(document)
  if (!table || atMs === undefined) return null
  const { state, rule } = table.at(atMs)
  const { documents, timeZone } = program
  const words = hoursInWords({ kind: 'decision', atMs: 0, node: '', document, state, rule, until: null, nextOpen: null }, { documents, timeZone, atMs, language }, sayTrace)
  return <Text size="sm" c="dimmed" mt={8}>{say('hoursThen', { state: words.state, why: words.why })}</Text>
}
