import { afterAll } from 'vitest'

const steps: Array<() => Promise<void> | void> = []

/** Runs when all tests of the calling file are done, the last one first. Vitest ignores an afterAll that is called inside a hook or test. */
export function atEndOfFile(step: () => Promise<void> | void): void {
  steps.push(step)
}

afterAll(async () => {
  for (const step of steps.reverse()) await step()
})
