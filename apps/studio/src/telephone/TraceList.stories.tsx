import { compileBundle, makeLocalClock, simulate } from '@madoguchi/engine'
import { nodeTypes } from '../editor/node-types.ts'
import { useLanguage } from '../i18n/words.ts'
import { referenceFiles } from '../stories/reference-files.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import { BundleNames } from './bundle-names.ts'
import { OutcomeBanner } from './OutcomeBanner.tsx'
import { TraceList } from './TraceList.tsx'

export default { title: 'Telephone/TraceList', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

type Called = Awaited<ReturnType<typeof call>>

/** A call on the reference bundle in virtual time: the stories show what the engine really did. */
async function call(at: string, press: string[], more: { agents?: number; faults?: string[] } = {}) {
  const { program } = await compileBundle(referenceFiles, { nodeTypes })
  if (!program) throw new Error('the reference bundle does not compile')
  return { program, at, simulation: await simulate(program, { to: '0570012229', at, press, ...more }) }
}

const story = (name: string, ...how: Parameters<typeof call>): Story<object> => ({
  name,
  loaders: [async () => ({ called: await call(...how) })],
  render: (_args, { loaded }) => <Course {...(loaded.called as Called)} />,
})

function Course({ program, at, simulation }: Called) {
  const names = new BundleNames(program.documents, nodeTypes, useLanguage())
  return (
    <div style={{ display: 'grid', gap: 16, maxWidth: 640 }}>
      <OutcomeBanner outcome={simulation.outcome} trace={simulation.trace} elapsedMs={simulation.seconds * 1000} names={names} />
      <TraceList trace={simulation.trace} names={names} timeZone={program.timeZone} startedAtMs={makeLocalClock(program.timeZone).epochOf(at)} onSelect={() => undefined} />
    </div>
  )
}

export const AtNight = story('At night, key 1', '2026-11-24T20:00', ['1'])
export const NewYear = story('Yearly closure, wrong key then 9', '2026-12-30T10:00', ['7', '9', '6'])
export const Agent = story('Open hours, an agent is free', '2026-11-24T10:00', [], { agents: 1 })
export const Fault = story('The hours cannot be decided', '2026-11-24T10:00', [], { faults: ['hours=error'] })
