import type { Hours } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { compileExpression } from './expressions.ts'
import { speakHours } from './speak-hours.ts'
import { callFlow, compileToy, node, toyDocuments } from './toy-bundle-for-test.ts'

type Periods = [string, string][]
const day: Periods = [['08:30', '17:15']]
const week = (periods: Periods, days = [1, 2, 3, 4, 5]): Hours['weekly'] => Object.fromEntries(days.map((number) => [number, periods]))

describe('spoken hours', () => {
  it.each<[string, Hours['weekly']]>([
    ['午前8時30分から午後5時15分まで', week(day)],
    ['午前9時から正午までと、午後1時から午後5時まで', week([['09:00', '12:00'], ['13:00', '17:00']])],
    ['午前0時から午前0時まで', week([['00:00', '24:00']], [1, 2, 3, 4, 5, 6, 7])],
    ['午後0時30分から午後1時5分まで', week([['12:30', '13:05']])],
    ['月曜日から金曜日は午前8時30分から午後5時15分まで、土曜日は午前9時から正午まで', { ...week(day), 6: [['09:00', '12:00']] }],
    ['月曜日、水曜日、金曜日は午前8時30分から午後5時15分まで、火曜日は午前9時から正午まで', { ...week(day, [1, 3, 5]), 2: [['09:00', '12:00']] }],
    ['月曜日と火曜日は午前8時30分から午後5時15分まで、日曜日は午前9時から正午まで', { ...week(day, [1, 2]), 7: [['09:00', '12:00']] }],
    ['受付時間の設定はありません', undefined],
    ['受付時間の設定はありません', { 1: [] }],
  ])('%s', (spoken, weekly) => {
    expect(speakHours(weekly)).toBe(spoken)
  })

  it('of a document without a week of its own are those it inherits', async () => {
    const child = { kind: 'hours', id: 'child', title: { ja: '子' }, parent: 'office' }
    const { program } = await compileToy({ 'hours/child.json': child, 'call/main.json': callFlow('main', 'a', { a: node('hangup') }), 'hours/office.json': toyDocuments()['hours/office.json'] ?? {} })
    const spoken = await compileExpression('$spokenHours("child")').evaluate({}, { nowMs: 0, random: () => 0, functions: program?.functions })
    expect(spoken).toBe('午前9時から午後5時まで')
  })
})
