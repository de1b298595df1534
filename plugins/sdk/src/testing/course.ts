/** One way through everything that can happen: at each point with several possibilities, the one that this course takes. */
export class Course {
  readonly taken: { index: number; of: number }[] = []
  readonly #given: readonly number[]

  constructor(given: readonly number[]) {
    this.#given = given
  }

  /** Takes one of `of` possibilities: what was given for this point, beyond that the first. */
  choose(of: number): number {
    const index = this.#given[this.taken.length] ?? 0
    this.taken.push({ index, of })
    return index
  }
}

/** More courses than a test should run through; the fixture is too large (fewer retries show as much). */
export class TooManyCourses extends Error {}

/** Runs once for each prefix of possibilities, depth first, until `run` answers false. @throws TooManyCourses beyond `limit`. */
export async function everyCourse(run: (course: Course) => Promise<boolean>, limit = 20_000): Promise<void> {
  let given: number[] | undefined = []
  for (let count = 0; given !== undefined; count++) {
    if (count >= limit) throw new TooManyCourses(`more than ${limit} courses: give the fixture fewer retries or choices`)
    const course = new Course(given)
    if (!(await run(course))) return
    given = after(course.taken)
  }
}

function after(taken: Course['taken']): number[] | undefined {
  const last = taken.findLastIndex(({ index, of }) => index + 1 < of)
  if (last < 0) return undefined
  return taken.slice(0, last + 1).map(({ index }, place) => (place === last ? index + 1 : index))
}
