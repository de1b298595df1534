import { expect, it } from 'vitest'
import { TooManyCourses, everyCourse } from './course.ts'

it('runs once for each combination, also where a possibility opens further ones', async () => {
  const seen: string[] = []
  await everyCourse(async (course) => {
    const first = course.choose(3)
    seen.push(first === 1 ? `1${course.choose(2)}` : `${first}`)
    return true
  })
  expect(seen).toEqual(['0', '10', '11', '2'])
})

it('stops where it is told to, and says when there are too many', async () => {
  let count = 0
  await everyCourse(async (course) => {
    course.choose(10)
    return ++count < 3
  })
  expect(count).toBe(3)
  await expect(everyCourse(async (course) => course.choose(10) >= 0, 9)).rejects.toThrow(TooManyCourses)
})
