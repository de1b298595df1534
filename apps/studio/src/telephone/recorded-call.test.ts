import { expect, test } from 'vitest'
import { type Recording, emptyRecording, recordEvent } from './call-recorder.ts'
import { idleCall } from './call-state.ts'
import { inZone, instantCall, recordedCall } from './recorded-call.ts'
import type { CallRequest } from './telephone-line.ts'

const request: CallRequest = { to: '0570012229', from: 'anonymous', agents: 0, faults: ['queue=full'] }
const startedAtMs = Date.parse('2026-11-24T11:00:00Z')
const over = { kind: 'outcome', atMs: 5000, outcome: { kind: 'hangup' } } as const
const ended = { ...idleCall, phase: 'ended', ended: { by: 'center', cause: 'NORMAL_CLEARING' } } as const

test('a call that is over can be made again, for the time it was made for, in the zone of the contact center', () => {
  const call = recordedCall({ request, recording: { ...emptyRecording, trace: [over] }, startedAtMs, seed: 7, call: ended })
  expect(call && inZone(call, 'Asia/Tokyo')).toEqual({
    given: { to: '0570012229', from: 'anonymous', agents: 0, faults: ['queue=full'], at: '2026-11-24T20:00:00+09:00', seed: 7 }, when: {}, trace: [over], startedAtMs,
  })
})

test('a call that goes on, or whose line was lost, is none that could be made again', () => {
  const recording = { ...emptyRecording, trace: [over] }
  expect(recordedCall({ request, recording: emptyRecording, startedAtMs, seed: undefined, call: ended })).toBeUndefined()
  expect(recordedCall({ request, recording, startedAtMs, seed: undefined, call: { ...ended, ended: { by: 'line', cause: 'lost' } } })).toBeUndefined()
  expect(recordedCall({ request: undefined, recording, startedAtMs, seed: undefined, call: ended })).toBeUndefined()
})

test('a call that was run at once keeps its keys as they were written', () => {
  const simulation = { number: '0570012229', flow: 'main', steps: [], heard: [], decisions: [], outcome: { kind: 'hangup' as const }, seconds: 5, variables: {}, trace: [over] }
  expect(instantCall({ instant: { simulation, startedAtMs, request, press: ['9', 'hang'] } })).toMatchObject({ when: { press: ['9', 'hang'] }, trace: [over] })
  expect(instantCall({ instant: undefined })).toBeUndefined()
})

test('variables that were changed while it was held go into the scenario, once for each place, with their last values', () => {
  const change = (node: string, visit: number, variables: Record<string, unknown>) => ({ kind: 'changed', change: { node, visit, variables }, variables }) as const
  const made = [change('main/a', 1, { x: 1 }), change('main/a', 1, { x: 2 }), change('main/a', 1, { y: true }), change('main/a', 2, { x: 3 })]
  const recording = made.reduce<Recording>((so, event) => recordEvent(so, event, 0), { ...emptyRecording, trace: [over] })
  expect(recordedCall({ request, recording, startedAtMs, seed: 7, call: ended })?.when).toEqual({ set: [{ node: 'main/a', variables: { x: 2, y: true } }, { node: 'main/a', visit: 2, variables: { x: 3 } }] })
})
