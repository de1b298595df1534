import type { Pace } from '@madoguchi/engine'
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { setCondition, toggleBreakpoint, useBreakpoints } from './breakpoint-store.ts'
import type { BundleNames, Place } from './bundle-names.ts'
import type { CallState } from './call-state.ts'
import { durationText } from './clock-text.ts'
import { HeldVariablesTable } from './HeldVariablesTable.tsx'
import type { Say } from './say.ts'
import type { StepKey } from './step-texts.ts'
import { changeVariable, go, rewind } from './telephone-store.ts'
import css from './telephone.module.css'
import { stepWords } from './words.ts'

export interface CallStepsProps {
  call: CallState
  names: BundleNames
  onSelect?(place: Place): void
}

/** Holds a call at a node, goes on by steps, takes it back, and shows what its variables are. */
export function CallSteps({ call, names, onSelect }: CallStepsProps) {
  const say = useWords(stepWords)
  const { stopped } = call
  const [chosen, setChosen] = useState<number | undefined>()
  const back = call.entered.find(({ index }) => index === chosen) ?? call.entered.at(-1)
  const mark = stopped ?? back
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !act(event, call, mark)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- short cuts for the buttons inside, which keys and screen readers reach as well
    <section className={css.box} aria-label={say('title')} onKeyDown={keys}>
      <Stack gap="sm">
        <Text fw={600} size="sm">{say('title')}</Text>
        <Text size="sm" role="status">{stateText(call, names, say)}</Text>
        <Group gap="xs">
          {stopped ? <Act label={say('run')} keys="F8" onDo={() => go('run')} /> : <Act label={say('hold')} keys="F8" why={running(call) ? undefined : say('whyEnded')} onDo={() => go('into')} />}
          <Act label={say('into')} keys="F2" why={stopped ? undefined : say('whyIdle')} onDo={() => go('into')} />
          <Act label={say('passing')} keys="F4" why={stopped ? undefined : say('whyIdle')} onDo={() => go('over')} />
          <Act label={say('out')} keys="Shift+F4" why={stopped ? undefined : say('whyIdle')} onDo={() => go('out')} />
          {stopped && onSelect && <Act label={say('show', { node: names.node(stopped) })} onDo={() => onSelect({ flow: stopped.flow, node: stopped.node })} />}
        </Group>
        {back && (
          <Group gap="xs" align="end">
            <NativeSelect
              label={say('back')} description={say('backHelp')} value={back.index} onChange={(event) => setChosen(Number(event.currentTarget.value))}
              data={call.entered.map((step) => ({ value: String(step.index), label: say('step', { index: step.index + 1, node: names.node(step), time: durationText(step.atMs) }) }))}
            />
            <Act label={say('backTo')} onDo={() => rewind(back.index)} />
          </Group>
        )}
        {stopped && <HeldVariablesTable key={stopped.index} variables={stopped.variables} secrets={stopped.secrets} known={names.variables} onChange={changeVariable} />}
        <Breakpoints mark={mark} names={names} />
        <Text size="sm" c="dimmed">{say('help')}</Text>
      </Stack>
    </section>
  )
}

function running({ phase }: CallState): boolean {
  return phase === 'call' || phase === 'dialling'
}

const paces: Readonly<Record<string, Pace>> = { F2: 'into', F4: 'over', 'Shift+F4': 'out' }

/** @returns whether the key means something here */
function act(event: KeyboardEvent, call: CallState, mark: Place | undefined): boolean {
  const key = event.shiftKey ? `Shift+${event.key}` : event.key
  const pace = paces[key]
  if (pace && call.stopped) go(pace)
  else if (key === 'F8' && running(call)) go(call.stopped ? 'run' : 'into')
  else if (key === 'F9' && mark) toggleBreakpoint(mark.flow, mark.node)
  else return false
  return true
}

function stateText(call: CallState, names: BundleNames, say: Say<StepKey>): string {
  if (call.stopped) return say('stoppedAt', { node: names.node(call.stopped), time: durationText(call.stopped.atMs) })
  if (call.phase === 'idle') return say('idle')
  return say(call.phase === 'ended' ? 'over' : 'running')
}

/** A button that stays in the order of tabs while it cannot be used, and says why. */
function Act({ label, keys, why, onDo }: { label: string; keys?: string; why?: string | undefined; onDo(): void }) {
  const say = useWords(stepWords)
  const title = why === undefined ? keys : say('notNow', { why })
  return (
    <Button
      variant="default" size="compact-sm" mih={32} h="auto" styles={{ label: { whiteSpace: 'normal', overflow: 'visible' } }} title={title} aria-keyshortcuts={keys} aria-disabled={why !== undefined || undefined} data-disabled={why !== undefined || undefined}
      onClick={() => why === undefined && onDo()}
    >
      {label}
    </Button>
  )
}

/** @param mark the node that can be made one, or cleared */
function Breakpoints({ mark, names }: { mark: Place | undefined; names: BundleNames }) {
  const say = useWords(stepWords)
  const points = useBreakpoints((state) => state.points)
  const set = mark && points.some(({ flow, node }) => flow === mark.flow && node === mark.node)
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Text size="sm" fw={500}>{say('points', { number: points.length })}</Text>
        {mark && !set && <Act label={say('pointHere')} keys="F9" onDo={() => toggleBreakpoint(mark.flow, mark.node)} />}
      </Group>
      {points.length === 0 && <Text size="sm" c="dimmed">{say('pointsNone')}</Text>}
      {points.map((point) => (
        <Group key={`${point.flow}/${point.node}`} gap="xs" align="end">
          <TextInput label={say('pointOf', { node: names.node(point) })} description={say('conditionHelp')} value={point.condition} onChange={(event) => setCondition(point, event.currentTarget.value)} />
          <Button variant="default" size="compact-sm" mih={32} aria-label={say('pointRemoveOf', { node: names.node(point) })} onClick={() => toggleBreakpoint(point.flow, point.node)}>{say('pointRemove')}</Button>
        </Group>
      ))}
    </Stack>
  )
}
