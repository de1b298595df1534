import { referenceFiles } from '../stories/reference-files.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import { firstSettings } from './call-settings.ts'
import type { LiveServer } from './live-line.ts'
import { TelephonePanel, type TelephonePanelProps } from './TelephonePanel.tsx'
import { clearCall, useTelephone } from './telephone-store.ts'

const noServer: LiveServer = {
  release: async () => null,
  dial: () => Promise.reject(new Error('stories have no server')),
  events: () => () => undefined,
  press: async () => undefined,
  hangup: async () => undefined,
  skip: async () => undefined,
}

/** A time long fixed, so that the story tells the same on every day. */
const atNight = { ...firstSettings, at: '2026-11-24T20:00' }

export default {
  title: 'Telephone/TelephonePanel',
  component: TelephonePanel,
  args: { files: referenceFiles, server: noServer, onSelect: () => undefined, onOpenProblem: () => undefined },
  decorators: [
    (Panel) => {
      clearCall()
      useTelephone.setState({ source: 'draft', mode: 'call', settings: atNight, muted: true })
      return <Panel />
    },
  ],
} satisfies StoriesOf<TelephonePanelProps>

export const Idle: Story<TelephonePanelProps> = {}

export const Speaking: Story<TelephonePanelProps> = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /電話をかける|^Call$/ }))
    await canvas.findByRole('button', { name: /電話を切る|Hang up/ })
  },
}

export const Ended: Story<TelephonePanelProps> = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /電話をかける|^Call$/ }))
    await userEvent.click(await canvas.findByRole('button', { name: '6' }))
    await userEvent.click(await canvas.findByRole('button', { name: /次まで飛ばす|Skip ahead/ }))
    await userEvent.click(await canvas.findByRole('button', { name: /次まで飛ばす|Skip ahead/ }))
    await canvas.findByRole('button', { name: /もう一度かける|Call again/ })
  },
}

export const Blocked: Story<TelephonePanelProps> = {
  args: { files: referenceFiles.map(([path, text]) => [path, path === 'call/main.json' ? text.replace('"to-after-hours"', '"nowhere"') : text] as const) },
}
