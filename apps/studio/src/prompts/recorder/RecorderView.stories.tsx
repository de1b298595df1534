import { useState } from 'react'
import type { Story, StoriesOf } from '../../stories/story.ts'
import type { Heard } from './LevelMeter.tsx'
import { RecorderView, type RecorderViewProps } from './RecorderPanel.tsx'
import type { Take } from './take.ts'
import type { RecorderState } from './use-recorder.ts'

const rate = 16_000
const tone = (amplitude: number) => (index: number) => amplitude * Math.sin((2 * Math.PI * 220 * index) / rate) * Math.abs(Math.sin(index / 1700))

/** A room with nobody, two sentences with a pause between them, and the room again. */
const take: Take = {
  sampleRate: rate,
  samples: Float32Array.from({ length: rate * 5 }, (_, index) => tone((index > rate && index < rate * 2.4) || (index > rate * 3 && index < rate * 4.2) ? 0.4 : 0.002)(index)),
}
const voice = (amplitude: number): Heard => ({ fill: (samples) => samples.set(Float32Array.from(samples, (_, index) => tone(amplitude)(index + 900))) })
const devices = [{ id: 'a', label: '内蔵マイク' }, { id: 'b', label: 'USBヘッドセット' }]
const nothing = () => undefined

function recorder(state: RecorderState, microphone: Heard | undefined = voice(0.2)): RecorderViewProps['recorder'] {
  return { state, devices, device: 'a', microphone, open: nothing, start: nothing, stop: nothing, cancel: nothing }
}

export default {
  title: 'Prompts/Recorder',
  component: RecorderView,
  args: { text: 'お電話ありがとうございました。', onUse: () => Promise.resolve(), onClose: nothing },
  parameters: { layout: 'padded' },
} satisfies StoriesOf<RecorderViewProps>

const story = (state: RecorderState, microphone?: Heard): Story<RecorderViewProps> => ({ args: { recorder: recorder(state, microphone) } })

export const Asking = story({ kind: 'asking' })
export const Ready = story({ kind: 'ready' })
export const TooQuiet = story({ kind: 'ready' }, voice(0.008))
export const TooLoud = story({ kind: 'ready' }, voice(1))
export const NoSound = story({ kind: 'ready' }, voice(0))
export const Counting = story({ kind: 'counting', left: 2 })
export const Recording = story({ kind: 'recording', seconds: 73 })
export const Taken = story({ kind: 'taken', take, cutOff: false })
export const Unplugged = story({ kind: 'taken', take, cutOff: true })
export const Refused = story({ kind: 'failed', fault: 'refused' })
export const NoMicrophone = story({ kind: 'failed', fault: 'none' })
export const Insecure = story({ kind: 'failed', fault: 'insecure' })

/** From ready to a take and back, with a microphone that needs no permission. */
function Walk(props: RecorderViewProps) {
  const [state, setState] = useState<RecorderState>({ kind: 'ready' })
  return <RecorderView {...props} recorder={{ ...recorder(state), open: () => setState({ kind: 'ready' }), start: () => setState({ kind: 'recording', seconds: 0 }), stop: () => setState({ kind: 'taken', take, cutOff: false }), cancel: () => setState({ kind: 'ready' }) }} />
}
export const Course: Story<RecorderViewProps> = {
  render: (props) => <Walk {...props} />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: /録音を始める|Start recording/ }))
    await userEvent.click(await canvas.findByRole('button', { name: /録音を終える|Stop recording/ }))
    await canvas.findByRole('slider', { name: /使う部分のはじめ|Beginning of what is used/ })
  },
}
