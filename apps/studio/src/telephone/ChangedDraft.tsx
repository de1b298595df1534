import type { Program } from '@madoguchi/engine'
import { Alert, Button, Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useWords } from '../i18n/words.ts'
import { sameMeaning } from './same-meaning.ts'
import { telephoneWords } from './words.ts'

export interface ChangedDraftProps {
  /** What the present or last call ran on. */
  ranOn: Program | undefined
  program: Program
  running: boolean
  /** Undefined: the call cannot be made again as the conditions now are. */
  onRestart: (() => void) | undefined
}

/** Says that the draft has changed since the call began, since nobody sees it in the call itself. */
export function ChangedDraft({ ranOn, program, running, onRestart }: ChangedDraftProps) {
  const say = useWords(telephoneWords)
  const same = useMemo(() => ranOn === undefined || sameMeaning(ranOn, program), [ranOn, program])
  if (same) return null
  return (
    <Alert color="orange" variant="outline" role="status">
      <Group gap="xs" justify="space-between">
        <Text size="sm">{say(running ? 'changedRunning' : 'changedOver')}</Text>
        {onRestart && <Button variant="outline" size="compact-sm" mih={32} h="auto" onClick={onRestart}>{say('changedRestart')}</Button>}
      </Group>
    </Alert>
  )
}
