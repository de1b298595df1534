import type { CallFlow } from '@madoguchi/schemas'
import { draft, useDraft } from '../../draft/draft.ts'
import { parse } from '../../draft/json.ts'
import { referenceFiles } from '../../stories/reference-files.ts'
import type { Story, StoriesOf } from '../../stories/story.ts'
import { NodeInspector } from './NodeInspector.tsx'

const path = 'call/after-hours.json'

/** The inspector on a draft of its own: edits work and can be undone; saving has no server and says so nowhere. */
function Inspected({ id }: { id: string }) {
  const flow = useDraft(({ documents }) => documents[path]) as unknown as CallFlow | undefined
  return flow ? <div style={{ width: 380 }}><NodeInspector path={path} flow={flow} id={id} /></div> : null
}

export default {
  title: 'Editor/NodeInspector',
  decorators: [
    (Inspector) => {
      const documents = Object.fromEntries(referenceFiles.flatMap(([file, text]) => { const value = parse(text); return value === undefined ? [] : [[file, value]] }))
      if (Object.keys(draft.getState().documents).length === 0) draft.setState({ phase: 'ready', documents })
      return <Inspector />
    },
  ],
} satisfies StoriesOf<object>

const story = (id: string): Story<object> => ({ render: () => <Inspected id={id} /> })

export const Menu = story('menu')
export const Play = story('hours-and-web')
export const HangUp = story('hang-up')
