/** Levels that any honest value from outside stays under; JSON of a few kilobytes can have thousands, at which stores and formatters give up. */
export const mostLevels = 64

/** Whether arrays and objects lie in each other more than so many levels deep. Never goes deeper itself. */
export function nestsDeeper(value: unknown, levels: number = mostLevels): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((part) => nestsDeeper(part, levels - 1))
}
