import { draft } from '../draft/draft.ts'
import { parse } from '../draft/json.ts'
import { referenceFiles } from '../stories/reference-files.ts'
import type { StoriesOf, Story } from '../stories/story.ts'
import ScenariosPage from './ScenariosPage.tsx'

/** The page on a draft of its own: edits work and can be undone; saving has no server. */
function Page({ change = (_path, text) => text }: { change?(path: string, text: string): string | undefined }) {
  const texts = referenceFiles.flatMap(([path, text]) => { const changed = change(path, text); return changed === undefined ? [] : [[path, changed] as const] })
  const documents = Object.fromEntries(texts.flatMap(([path, text]) => { const value = parse(text); return value === undefined ? [] : [[path, value]] }))
  const files = Object.fromEntries(texts.map(([path, text]) => [path, { text, saved: { text, revision: 1 }, state: 'saved' as const }]))
  draft.setState({ phase: 'ready', documents, files })
  return <ScenariosPage />
}

export default { title: 'Scenarios/ScenariosPage', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

export const AllPass: Story<object> = { render: () => <Page /> }

export const SomeFail: Story<object> = { render: () => <Page change={(path, text) => (path === 'call/after-hours.json' ? text.replace('"1": "item-1-reissue"', '"1": "item-2-address"') : text)} /> }

export const ExitsNobodyTakes: Story<object> = { render: () => <Page change={(path, text) => (/^scenario\/(emergency|open-queue)/.test(path) ? undefined : text)} /> }

export const Empty: Story<object> = { render: () => <Page change={(path, text) => (path.startsWith('scenario/') ? undefined : text)} /> }

export const Blocked: Story<object> = { render: () => <Page change={(path, text) => (path === 'call/main.json' ? text.replace('"to-after-hours"', '"nowhere"') : text)} /> }
