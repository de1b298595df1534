import type { MadeCall, Program } from '@madoguchi/engine'
import { Button, Text } from '@mantine/core'
import { IconClipboardCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useDraft, useReadOnly } from '../draft/draft.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { MakeScenarioDialog } from '../scenarios/MakeScenarioDialog.tsx'
import { keysInWords, timeText } from '../scenarios/scenario-in-words.ts'
import { ScenarioNames } from '../scenarios/scenario-names.ts'
import { scenarioWords } from '../scenarios/words.ts'
import { type RecordedCall, inZone } from './recorded-call.ts'

/** Under a call that is over: one click makes it a scenario. */
export function RecordButton({ call, program }: { call: RecordedCall | undefined; program: Program }) {
  const say = useWords(scenarioWords)
  const readOnly = useReadOnly()
  // The very call that was there when the button was pressed: the next one must not slip under the dialog.
  const [recorded, setRecorded] = useState<RecordedCall>()
  if (!call && !recorded) return null
  if (readOnly) return <Text size="sm" c="dimmed">{say('recordDenied')}</Text>
  return (
    <div>
      <Button variant="outline" leftSection={<IconClipboardCheck size={20} aria-hidden />} aria-haspopup="dialog" onClick={() => call && setRecorded(inZone(call, program.timeZone))}>{say('record')}</Button>
      {recorded && <Dialog call={recorded} program={program} onClose={() => setRecorded(undefined)} />}
    </div>
  )
}

function Dialog({ call, program, onClose }: { call: RecordedCall; program: Program; onClose(): void }) {
  const say = useWords(scenarioWords)
  const language = useLanguage()
  const documents = useDraft((state) => state.documents)
  const names = useMemo(() => new ScenarioNames(documents, language), [documents, language])
  const name = say('nameOf', { time: timeText(call.given.at, program.timeZone, language), number: call.given.to, what: keysInWords(call.when, say) })
  return <MakeScenarioDialog call={call} title={say('recordTitle')} name={name} wantedId={idOf(call)} names={names} timeZone={program.timeZone} program={program} onClose={onClose} />
}

/** `call-20261124-2000-9-1`: when it was made for, and its keys. */
function idOf({ given, when }: MadeCall): string {
  const time = given.at.slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-')
  const keys = (when.press ?? []).join('-').replaceAll(/[^0-9a-z-]/g, '').replaceAll(/-+/g, '-').replaceAll(/^-|-$/g, '')
  return ['call', time, keys].filter((part) => part !== '').join('-').slice(0, 60)
}
