import { simulatedWaitSeconds } from '@madoguchi/engine'
import { Group, NumberInput, Text } from '@mantine/core'
import { useId } from 'react'
import { useWords } from '../i18n/words.ts'
import type { PartProps } from './CallSetup.tsx'
import { telephoneWords } from './words.ts'

/** The state of the queues that the call meets: who can take it, who waits before, and what wait comes of that. */
export function QueueSetup({ settings, set }: PartProps) {
  const say = useWords(telephoneWords)
  const wait = useId()
  const { agents, waiting } = settings
  const seconds = simulatedWaitSeconds({ agents, waiting })
  return (
    <div role="group" aria-describedby={wait}>
      <Group gap="md" align="flex-start">
        <NumberInput label={say('agents')} description={say('agentsHelp')} min={0} max={99} clampBehavior="strict" allowDecimal={false} w={180} value={agents} onChange={(value) => set({ agents: Number(value) || 0 })} />
        <NumberInput label={say('waiting')} description={say('waitingHelp')} min={0} max={999} clampBehavior="strict" allowDecimal={false} w={180} value={waiting} onChange={(value) => set({ waiting: Number(value) || 0 })} />
      </Group>
      <Text id={wait} size="sm" c="dimmed" mt={6} aria-live="polite">{seconds === null ? say('waitUnknown') : seconds === 0 ? say('waitNone') : say('waitSeconds', { seconds })}</Text>
    </div>
  )
}
