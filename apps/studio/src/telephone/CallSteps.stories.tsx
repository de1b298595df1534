import { type Program, compileBundle, simulate } from '@madoguchi/engine'
import { useState } from 'react'
import { nodeTypes } from '../editor/node-types.ts'
import { useLanguage } from '../i18n/words.ts'
import { referenceFiles } from '../stories/reference-files.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import { BundleNames } from './bundle-names.ts'
import { type CallState, idleCall } from './call-state.ts'
import { CallSteps } from './CallSteps.tsx'
import { CallTimeline } from './CallTimeline.tsx'
import { FaultSwitches } from './FaultSwitches.tsx'
import { HeldVariablesTable } from './HeldVariablesTable.tsx'

export default { title: 'Telephone/CallSteps', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

async function program(): Promise<Program> {
  const { program: made } = await compileBundle(referenceFiles, { nodeTypes })
  if (!made) throw new Error('the reference bundle does not compile')
  return made
}

interface Loaded {
  program: Program
}
const withProgram = (name: string, Shown: (props: Loaded) => React.ReactNode): Story<object> => ({
  name,
  loaders: [async () => ({ program: await program() })],
  render: (_args, { loaded }) => <div style={{ maxWidth: 420 }}><Shown program={loaded.program as Program} /></div>,
})

const entered = [{ index: 0, flow: 'main', node: 'answer', atMs: 0 }, { index: 1, flow: 'main', node: 'hours', atMs: 0 }, { index: 2, flow: 'after-hours', node: 'menu', atMs: 21_300 }]
const held: CallState = {
  ...idleCall, phase: 'call', entered,
  stopped: { kind: 'stopped', index: 2, flow: 'after-hours', node: 'menu', atMs: 21_300, sinceMs: 0, variables: { language: 'ja', tries: 2, pin: '•••' }, secrets: ['pin'] },
}

function Steps({ program: of, call }: Loaded & { call: CallState }) {
  const language = useLanguage()
  return <CallSteps call={call} names={new BundleNames(of.documents, nodeTypes, language, of.bundle)} onSelect={() => undefined} />
}

export const Idle = withProgram('No call', (props) => <Steps {...props} call={idleCall} />)
export const Held = withProgram('Held at a menu, with variables', (props) => <Steps {...props} call={held} />)
export const Over = withProgram('Over', (props) => <Steps {...props} call={{ ...idleCall, phase: 'ended', entered, ended: { by: 'center', cause: 'NORMAL_CLEARING' } }} />)

function Changing() {
  const [variables, setVariables] = useState<Record<string, unknown>>({ note: '住所変更', answer: { found: true, amount: 39_500 } })
  return <HeldVariablesTable variables={variables} secrets={[]} known={[{ name: 'note', text: true }, { name: 'answer', text: false }, { name: 'code', text: true }]} onChange={(name, value) => setVariables({ ...variables, [name]: value })} />
}

export const ChangedVariable: Story<object> = {
  name: 'JSON that cannot be read',
  render: () => <div style={{ maxWidth: 420 }}><Changing /></div>,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /answer/ }))
    const field = await canvas.findByRole('textbox')
    await userEvent.click(field)
    await userEvent.keyboard('yes')
    await userEvent.click(await canvas.findByRole('button', { name: /この値にする|Set this value/ }))
  },
}

function Switches({ program: of }: Loaded) {
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({ gateway: 'busy' })
  return <FaultSwitches program={of} number="0570012229" faults={faults} onChange={setFaults} />
}

export const WhatCanBeSwitched = withProgram('What can be switched in a call', (props) => <Switches {...props} />)

export const Timeline: Story<object> = {
  name: 'A call over time',
  loaders: [
    async () => {
      const made = await program()
      return { program: made, call: await simulate(made, { to: '0570012229', at: '2026-11-24T20:00', press: ['7', '1'], hangUpAfterSeconds: 4 }) }
    },
  ],
  render: (_args, { loaded }) => <Drawn program={loaded.program as Program} call={loaded.call as Awaited<ReturnType<typeof simulate>>} />,
}

function Drawn({ program: of, call }: Loaded & { call: Awaited<ReturnType<typeof simulate>> }) {
  const language = useLanguage()
  return <CallTimeline trace={call.trace} names={new BundleNames(of.documents, nodeTypes, language, of.bundle)} atMs={call.seconds * 1000} current={undefined} canRewind={() => true} onRewind={() => undefined} onSelect={() => undefined} />
}
