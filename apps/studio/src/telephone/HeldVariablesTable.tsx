import { readJsonValue } from '@madoguchi/engine'
import { Button, Group, NativeSelect, Stack, Table, Text, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { KnownVariable } from './known-variables.ts'
import type { HeldVariables } from './telephone-line.ts'
import { stepWords } from './words.ts'

export interface HeldVariablesTableProps extends HeldVariables {
  /** Those that nodes set, whether this call has come to them or not. */
  known: readonly KnownVariable[]
  onChange(name: string, value: unknown): void
}

/** What the variables of a held call are. Each can be changed, and one that no node has set yet can be given a value. */
export function HeldVariablesTable({ variables, secrets, known, onChange }: HeldVariablesTableProps) {
  const say = useWords(stepWords)
  const [editing, setEditing] = useState<string>()
  const all = Object.entries(variables)
  const open = known.filter(({ name }) => !Object.hasOwn(variables, name))
  const isText = (name: string) => known.find((one) => one.name === name)?.text ?? false
  const put = (name: string, value: unknown) => {
    setEditing(undefined)
    onChange(name, value)
  }
  return (
    <Stack gap="xs">
      {all.length === 0 ? <Text size="sm" c="dimmed">{say('variablesNone')}</Text> : (
        <Table withTableBorder captionSide="top">
          <Table.Caption>{say('variables')}</Table.Caption>
          <Table.Thead><Table.Tr><Table.Th scope="col">{say('name')}</Table.Th><Table.Th scope="col">{say('value')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {all.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>{name}</Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <Group gap="xs" justify="space-between">
                    <span>{typeof value === 'string' ? value : JSON.stringify(value)}</span>
                    {secrets.includes(name)
                      ? <Text size="sm" c="dimmed">{say('secretKept')}</Text>
                      : <Button variant="default" size="compact-sm" mih={28} aria-label={say('changeOf', { name })} aria-expanded={editing === name} onClick={() => setEditing(editing === name ? undefined : name)}>{say('change')}</Button>}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {editing === undefined && open.length > 0 && (
        <NativeSelect
          label={say('giveValue')} description={say('giveValueHelp')} value="" onChange={(event) => setEditing(event.currentTarget.value || undefined)}
          data={[{ value: '', label: say('giveNone') }, ...open.map(({ name }) => ({ value: name, label: name }))]}
        />
      )}
      {editing !== undefined && <ValueForm key={editing} name={editing} text={isText(editing)} before={variables[editing]} onPut={(value) => put(editing, value)} onLeave={() => setEditing(undefined)} />}
    </Stack>
  )
}

interface ValueFormProps {
  name: string
  text: boolean
  /** Undefined for a variable that has no value yet. */
  before: unknown
  onPut(value: unknown): void
  onLeave(): void
}

/** A text as it is, anything else as JSON: a variable that nodes give only text to cannot become a number by mistake. */
function ValueForm({ name, text, before, onPut, onLeave }: ValueFormProps) {
  const say = useWords(stepWords)
  const language = useLanguage()
  const [typed, setTyped] = useState(() => (text ? (typeof before === 'string' ? before : '') : before === undefined ? '' : JSON.stringify(before)))
  const [tried, setTried] = useState(false)
  const read = text ? { value: typed } : readJsonValue(typed)
  const error = 'fault' in read ? say('jsonBad', { line: read.line, column: read.column, why: read.fault[language] }) : undefined
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if ('value' in read) onPut(read.value)
  }
  const field = {
    label: say('valueOf', { name }), description: say(text ? 'valueText' : 'valueJson'), value: typed, error: tried && error, autoComplete: 'off', spellCheck: false, 'data-autofocus': true,
    ref: focusOnce, onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setTyped(event.currentTarget.value),
    onKeyDown: (event: React.KeyboardEvent) => event.key === 'Escape' && onLeave(),
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        {text ? <TextInput {...field} /> : <Textarea {...field} autosize minRows={1} maxRows={8} />}
        <Group gap="xs">
          <Button type="submit" size="compact-sm" mih={32}>{say('put')}</Button>
          <Button variant="default" size="compact-sm" mih={32} onClick={onLeave}>{say('leave')}</Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The field was asked for by the button just pressed, so that is where the person goes on. */
function focusOnce(element: HTMLInputElement | HTMLTextAreaElement | null): void {
  element?.focus()
}
