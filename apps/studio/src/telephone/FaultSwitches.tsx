import { type Program, type SwitchableFault, switchableFaults } from '@madoguchi/engine'
import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { nodeTypes } from '../editor/node-types.ts'
import { type Language, inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { BundleNames } from './bundle-names.ts'
import { faultLabels, switchGroups } from './fault-labels.ts'
import css from './telephone.module.css'
import { telephoneWords } from './words.ts'

export interface FaultSwitchesProps {
  program: Program
  /** The number that is called: what it can meet is read off its flows. */
  number: string
  /** Name of the fault → what comes of it. */
  faults: Readonly<Record<string, string>>
  onChange(faults: Readonly<Record<string, string>>): void
}

/** Everything that can be made to happen in a call: faults, answers of services, what others do. */
export function FaultSwitches({ program, number, faults, onChange }: FaultSwitchesProps) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  const all = useMemo(() => switchableFaults(program, number), [program, number])
  const names = useMemo(() => new BundleNames(program.documents, nodeTypes, language, program.bundle), [program, language])
  const set = Object.keys(faults).length
  const turn = (name: string, result: string) => onChange(Object.fromEntries([...Object.entries(faults).filter(([other]) => other !== name), ...(result === '' ? [] : [[name, result] as const])]))
  // Chosen for another number: it does nothing here, and must not be sent unseen.
  const strange = Object.keys(faults).filter((name) => !all.some((fault) => fault.name === name))
  return (
    <details open={set > 0 || undefined}>
      <summary className={css.summary}>{set === 0 ? say('faults') : say('faultsOn', { number: set })}</summary>
      <Stack gap="sm" mt={8}>
        <Text size="sm" c="dimmed">{say(all.length === 0 ? 'faultsNothing' : 'faultsHelp')}</Text>
        {switchGroups.map(({ group, title }) => {
          const inGroup = all.filter(({ point }) => (faultLabels[point]?.group ?? 'service') === group)
          if (inGroup.length === 0) return null
          return (
            <fieldset key={group} className={css.switches}>
              <legend>{title[language]}</legend>
              {inGroup.map((fault) => <Switch key={fault.name} fault={fault} value={faults[fault.name] ?? ''} names={names} onTurn={(result) => turn(fault.name, result)} />)}
            </fieldset>
          )
        })}
        {strange.map((name) => <Text key={name} size="sm" c="dimmed">{say('faultGone', { name: titleOf(name, language) })}</Text>)}
        {set > 0 && <Button variant="default" size="compact-sm" mih={32} style={{ justifySelf: 'start', alignSelf: 'start' }} onClick={() => onChange({})}>{say('faultsClear')}</Button>}
      </Stack>
    </details>
  )
}

/** How many nodes are named before the rest is counted. */
const named = 2

function Switch({ fault, value, names, onTurn }: { fault: SwitchableFault; value: string; names: BundleNames; onTurn(result: string): void }) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  const places = [...new Set(fault.nodes.map((place) => names.node(place)))]
  const first = places.slice(0, named).map((place) => say('faultPlace', { node: place })).join(language === 'ja' ? '' : ', ')
  const where = places.length === 0 ? undefined : places.length > named ? say('faultAtMore', { nodes: first, number: places.length - named }) : say('faultAt', { nodes: first })
  const plugin = fault.point === 'plugin' ? fault.name.slice('plugin:'.length) : undefined
  return (
    <NativeSelect
      label={plugin === undefined ? titleOf(fault.name, language) : say('faultPlugin', { name: plugin })} description={where} value={value} onChange={(event) => onTurn(event.currentTarget.value)}
      data={[{ value: '', label: say('faultNone') }, ...fault.results.map(({ result, title }) => ({ value: result, label: (title && inLanguage(title, language)) ?? resultOf(fault.point, result, language) }))]}
    />
  )
}

/** A fault that the table does not know yet is told by its own name: it can be switched all the same. */
function titleOf(name: string, language: Language): string {
  const title = faultLabels[name]?.title
  return title === undefined ? name : title[language === 'ja' ? 0 : 1]
}

function resultOf(point: string, result: string, language: Language): string {
  const said = faultLabels[point]?.results[result]
  return said === undefined ? result : said[language === 'ja' ? 0 : 1]
}
