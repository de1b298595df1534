import { formatDocument } from '@madoguchi/engine'
import { useMemo, useState } from 'react'
import { type DraftAccess, DraftContext } from '../draft/draft-access.ts'
import { referenceFiles } from '../stories/reference-files.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import { PromptsPage } from './PromptsPage.tsx'

/** A draft that lives as long as the story. */
function Draft({ first }: { first: DraftAccess['files'] }) {
  const [files, setFiles] = useState(first)
  const access = useMemo<DraftAccess>(() => ({ files, update: (path, document) => setFiles(files.map((file) => (file[0] === path ? [path, formatDocument(document)] : file))) }), [files])
  return <DraftContext value={access}><PromptsPage /></DraftContext>
}

export default { title: 'Prompts/PromptsPage', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

export const Reference: Story<object> = { render: () => <Draft first={referenceFiles} /> }

export const ChangedText: Story<object> = {
  render: () => <Draft first={referenceFiles.map(([path, text]) => [path, path === 'bundle.json' ? text.replace('"center": "自動車税コールセンター"', '"center": "自動車税センター"') : text] as const)} />,
}

export const Editor: Story<object> = {
  render: () => <Draft first={referenceFiles} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /受付時間の案内 を編集|Edit Reception hours/ }))
  },
}
