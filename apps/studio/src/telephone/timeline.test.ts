import { simulate } from '@madoguchi/engine'
import type { TraceEvent } from '@madoguchi/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeTypes } from '../editor/node-types.ts'
import { referenceProgram } from './reference-bundle-for-test.ts'
import { type Lane, drawTimeline, lanes, moveIn, timelineOf } from './timeline.ts'

const over = { atMs: 0, place: undefined, type: undefined }
const inLane = (trace: readonly TraceEvent[], lane: Lane) => timelineOf(trace, nodeTypes, over).moments.filter((moment) => moment.lane === lane)

test('what the caller does, what is said and whom the caller reaches stand in lanes of their own, at their seconds', async () => {
  const { trace } = await simulate(await referenceProgram(), { to: '0570012229', at: '2026-11-24T20:00', press: ['1'], hangUpAfterSeconds: 2 })
  const pressed = trace.find((event) => event.kind === 'pressed')
  expect(inLane(trace, 'caller').map(({ fromMs, told }) => [fromMs, told.map(({ deed }) => deed.kind)])).toEqual([[pressed?.atMs, ['pressed']], [trace.at(-1)?.atMs, ['ended']]])
  const heard = trace.filter((event) => event.kind === 'heard')
  expect(inLane(trace, 'system').flatMap(({ told }) => told.flatMap(({ deed }) => (deed.kind === 'heard' ? [deed] : [])))).toEqual(heard)
  expect(inLane(trace, 'others')).toEqual([])
  const agent = await simulate(await referenceProgram(), { to: '0570012229', at: '2026-11-24T10:00', agents: 1 })
  expect(inLane(agent.trace, 'others')).toMatchObject([{ told: [{ deed: { kind: 'with' }, place: { flow: 'main', node: 'tax-desk' } }] }])
})

test('each moment belongs to the step in which it happened, and a call under way ends at the present', async () => {
  const { trace } = await simulate(await referenceProgram(), { to: '0570012229', at: '2026-11-24T20:00', press: ['1'] })
  const steps = trace.filter((event) => event.kind === 'step')
  const { moments } = timelineOf(trace, nodeTypes, over)
  for (const { place, step } of moments.flatMap(({ told }) => told)) expect(place).toEqual({ flow: steps[step]?.flow, node: steps[step]?.node })
  const cut = trace.slice(0, trace.findIndex((event) => event.kind === 'pressed'))
  const now = timelineOf(cut, nodeTypes, { atMs: 90_000, place: { flow: 'after-hours', node: 'menu' }, type: nodeTypes.get('voice.menu') })
  expect(now.moments.at(-1)).toMatchObject({ lane: 'system', toMs: 90_000, told: [{ deed: { kind: 'now' }, place: { node: 'menu' } }] })
})

const trace = fc.array(fc.tuple(fc.nat({ max: 400_000 }), fc.constantFrom('pressed', 'heard', 'outside'), fc.nat({ max: 60 })), { minLength: 1, maxLength: 40 }).map((all) =>
  all.toSorted(([a], [b]) => a - b).map(([atMs, kind, seconds]): TraceEvent =>
    kind === 'pressed' ? { kind, atMs, keys: '1' } : kind === 'heard' ? { kind, atMs, prompt: 'p', text: 'p', seconds } : { kind: 'outside', atMs, node: 'n', what: 'sms', target: '', value: '', result: '' }))

test('no two moments of a lane lie over each other, none is smaller than a finger hits, and later is further on', () => {
  fc.assert(
    fc.property(trace, (events) => {
      const timeline = timelineOf(events, nodeTypes, over)
      const { drawn, width } = drawTimeline(timeline)
      for (const lane of lanes) {
        let free = 0
        for (const [index, moment] of timeline.moments.entries()) {
          const place = drawn[index]
          if (moment.lane !== lane || !place) continue
          expect(place.left).toBeGreaterThanOrEqual(free)
          expect(place.width).toBeGreaterThanOrEqual(24)
          free = place.left + place.width
          expect(free).toBeLessThanOrEqual(width)
        }
      }
      const lefts = drawn.map(({ left }) => left)
      expect(lefts).toEqual(lefts.toSorted((a, b) => a - b))
    }),
  )
})

test('every moment can be reached by keys from every other', () => {
  fc.assert(
    fc.property(trace, (events) => {
      const { moments } = timelineOf(events, nodeTypes, over)
      const seen = new Set([0])
      for (const from of seen) for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End']) {
        const to = moveIn(moments, from, key)
        if (to !== undefined) seen.add(to)
      }
      expect(seen.size).toBe(moments.length)
    }),
  )
})
