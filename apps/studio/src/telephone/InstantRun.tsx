import { type Program, SimulationRefused, simulate } from '@madoguchi/engine'
import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import type { BothLanguages } from '@madoguchi/schemas'
import { useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { InstantResult } from './instant-result.ts'
import { readPresses } from './press-sequence.ts'
import type { CallRequest } from './telephone-line.ts'
import { telephoneWords } from './words.ts'

export interface InstantRunProps {
  program: Program
  request: CallRequest | undefined
  cannot: string | undefined
  onResult(result: InstantResult | undefined): void
}

/** A whole call in virtual time: the keys are written down, the answer is there at once. */
export function InstantRun({ program, request, cannot, onResult }: InstantRunProps) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<BothLanguages>()
  const { presses, faults } = readPresses(text)
  const run = async () => {
    if (!request || faults.length > 0) return
    setRefused(undefined)
    try {
      onResult(await runAtOnce(program, request, presses))
    } catch (error) {
      onResult(undefined)
      setRefused(error instanceof SimulationRefused ? { ja: error.ja, en: error.message } : { ja: String(error), en: String(error) })
    }
  }
  return (
    <Stack gap="sm" component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); void run() }}>
      <Text size="sm">{say('instantHelp')}</Text>
      <TextInput label={say('presses')} description={say('pressesHelp')} value={text} error={faults[0] && say('pressesBad', { text: faults[0].text })} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" />
      {refused && <Alert color="red" variant="outline">{refused[language]}</Alert>}
      <div>
        <Button type="submit" aria-disabled={cannot !== undefined || faults.length > 0}>{say('runInstant')}</Button>
        {cannot !== undefined && <Text size="sm" c="dimmed" mt={4}>{say('cannot', { why: cannot })}</Text>}
      </div>
    </Stack>
  )
}

/** @throws SimulationRefused for conditions that mean nothing */
async function runAtOnce(program: Program, request: CallRequest, press: readonly string[]): Promise<InstantResult> {
  const startedAtMs = request.at === undefined ? Date.now() : Date.parse(request.at)
  return { simulation: await simulate(program, { ...request, at: startedAtMs, press }), startedAtMs, request, press }
}
