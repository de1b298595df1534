import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothSkills, hasSkills, inTurn } from './queue-figures.ts'

const standing = fc.record({ priority: fc.constantFrom('high' as const, 'normal' as const, 'low' as const), joinedMs: fc.integer({ min: 0, max: 1000 }) })
const skills = fc.array(fc.record({ skill: fc.constantFrom('english', 'tax', 'sign'), level: fc.integer({ min: 1, max: 5 }) }), { maxLength: 4 })

it('is one order for callers and call backs: total, and the same whoever is asked first', () => {
  fc.assert(fc.property(standing, standing, standing, (a, b, c) => {
    expect(Math.sign(inTurn(a, b))).toBe(-Math.sign(inTurn(b, a)) + 0)
    if (inTurn(a, b) <= 0 && inTurn(b, c) <= 0) expect(inTurn(a, c)).toBeLessThanOrEqual(0)
  }))
})

it('nobody of lower priority comes first, and among the same nobody who joined later', () => {
  fc.assert(fc.property(fc.array(standing), (line) => {
    const sorted = line.toSorted(inTurn)
    const rank = { high: 0, normal: 1, low: 2 }
    for (const [index, one] of sorted.slice(1).entries()) {
      const before = sorted[index]
      expect(before && (rank[before.priority] < rank[one.priority] || (before.priority === one.priority && before.joinedMs <= one.joinedMs))).toBe(true)
    }
  }))
})

it('who meets two requirements at once meets each, and who misses one misses both', () => {
  fc.assert(fc.property(skills, skills, fc.dictionary(fc.constantFrom('english', 'tax', 'sign'), fc.integer({ min: 0, max: 5 })), (a, b, known) => {
    expect(hasSkills(known, bothSkills(a, b))).toBe(hasSkills(known, a) && hasSkills(known, b))
  }))
})

it('a skill that nobody was given is not there, whatever it is called', () => {
  expect(hasSkills({}, [{ skill: 'constructor', level: 1 }])).toBe(false)
})
