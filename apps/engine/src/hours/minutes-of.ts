/** Minutes from midnight of `08:30`, up to `24:00`; undefined for anything else. */
export function minutesOf(clock: string): number | undefined {
  const match = /^(\d{2}):([0-5]\d)$/.exec(clock)
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2])
  return minutes <= 24 * 60 ? minutes : undefined
}

/** `08:30` of 510 minutes from midnight; 1440 is `24:00`. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
