import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import type { Story, StoriesOf } from '../stories/story.ts'
import { ComparePage } from './ComparePage.tsx'
import type { CompareSource } from './compare-source.ts'
import { sideName } from './side-name.ts'
import { afterFiles, beforeFiles } from './two-bundles-for-stories.ts'

export default { title: 'Compare/ComparePage' } satisfies StoriesOf<object>

/** Two releases of the reference bundle and a draft that is the newer one; calls were recorded on neither. */
const source: CompareSource = {
  choices: async () => [
    { side: { kind: 'draft' }, name: sideName({ kind: 'draft' }) },
    { side: { kind: 'release', number: 2 }, name: sideName({ kind: 'release', number: 2 }, '番号の入れ替えと金曜日の短縮') },
    { side: { kind: 'release', number: 1 }, name: sideName({ kind: 'release', number: 1 }, '開設') },
  ],
  files: async (side) => (side.kind === 'release' && side.number === 1 ? beforeFiles : afterFiles),
  replay: (_side, _days, tell) => {
    tell({ phase: 'done', result: { sessions: 0, different: 0, unknown: 0, groups: [] } })
    return () => {}
  },
}

const story = (search: string): Story<object> => ({
  render: () => {
    const { hook, searchHook } = memoryLocation({ path: '/compare', searchPath: search })
    return (
      <Router hook={hook} searchHook={searchHook}>
        <main style={{ height: '100vh' }}>
          <ComparePage source={source} />
        </main>
      </Router>
    )
  },
})

export const Structure = story('a=release:1&b=release:2')
export const Json = story('a=release:1&b=release:2&view=json')
export const Behaviour = story('a=release:1&b=release:2&view=behaviour')
export const NoDifference = story('a=release:2&b=draft')
export const NothingChosen = story('')
