import type { Utterance } from '@madoguchi/sdk'
import type { Story, StoriesOf } from '../stories/story.ts'
import { BundleNames } from './bundle-names.ts'
import { type CallChange, changeCall, idleCall } from './call-state.ts'
import { Handset, type HandsetProps } from './Handset.tsx'
import type { LineEvent } from './telephone-line.ts'

const nothing = () => undefined
const names = new BundleNames(undefined, new Map(), 'ja')
const line = (event: LineEvent, nowMs: number): CallChange => ({ kind: 'line', event, nowMs })
const call = (...changes: CallChange[]) => [{ kind: 'dialled', nowMs: 0 } as const, line({ kind: 'answered' }, 0), ...changes].reduce(changeCall, idleCall)
const menu: Utterance = { prompt: 'menu', audio: 'a'.repeat(64), seconds: 22, text: '納付書の再発行は1、住所の変更は2、納付場所と納税の方法は3を押してください。もう一度お聞きになるときは9を押してください。' }

export default {
  title: 'Telephone/Handset',
  component: Handset,
  args: { state: idleCall, nowMs: 0, names, lineTitle: '0570012229　ナビダイヤル', muted: true, unplayable: [], cannot: undefined, onCall: nothing, onPress: nothing, onHangup: nothing, onSkip: nothing, onMute: nothing },
  decorators: [(Telephone) => <div style={{ maxWidth: 380 }}><Telephone /></div>],
} satisfies StoriesOf<HandsetProps>

export const Idle: Story<HandsetProps> = {}

export const Speaking: Story<HandsetProps> = {
  args: { nowMs: 8000, state: call(line({ kind: 'speaking', say: [menu] }, 0), line({ kind: 'listening', for: 'key', keys: '1239', timeoutSeconds: 10 }, 0)) },
}

export const SpeakingWithoutAudio: Story<HandsetProps> = {
  args: { nowMs: 3000, state: call(line({ kind: 'speaking', say: [{ prompt: 'new', text: 'この案内には、まだ音声がありません。', seconds: 6 }] }, 0)) },
}

export const Listening: Story<HandsetProps> = {
  args: { nowMs: 25_000, state: call(line({ kind: 'speaking', say: [menu] }, 0), line({ kind: 'listening', for: 'key', keys: '1239', timeoutSeconds: 10 }, 0)) },
}

export const Waiting: Story<HandsetProps> = { args: { nowMs: 75_000, state: call(line({ kind: 'queued', queue: '自動車税の窓口' }, 14_000)) } }

export const Connected: Story<HandsetProps> = { args: { nowMs: 42_000, state: call(line({ kind: 'connected', target: '自動車税の窓口' }, 17_000)) } }

export const Ended: Story<HandsetProps> = { args: { nowMs: 60_000, state: call(line({ kind: 'ended', by: 'center', cause: 'NORMAL_CLEARING' }, 58_000)) } }

export const Lost: Story<HandsetProps> = { args: { nowMs: 60_000, state: call(line({ kind: 'lost', reason: 'socket closed' }, 58_000)) } }

export const CannotCall: Story<HandsetProps> = { args: { cannot: '数字とハイフンだけ、3〜20桁で入力してください。' } }
