import { expect, test } from 'vitest'
import { simulateCommand } from './simulate-command.ts'

const course = { outcome: { kind: 'hangup' as const }, heard: [] }
const difference = { number: '0570012229', at: '2026-11-03T10:00:00+09:00', from: 'anonymous', press: ['-', '!4', '1234#'], agents: 0, faults: ['queue=full'], before: course, after: course, divergence: { before: '', after: '' } }

test('the command makes the very call, and no shell takes its keys for anything else', () => {
  expect(simulateCommand('release:3', difference)).toBe("npx madoguchi simulate release:3 --to 0570012229 --from anonymous --at 2026-11-03T10:00:00+09:00 --agents 0 --press='-,!4,1234#' --fault 'queue=full'")
})

test('a call without keys has none', () => {
  expect(simulateCommand('release:3', { ...difference, press: [], faults: [] })).not.toContain('--press')
})
