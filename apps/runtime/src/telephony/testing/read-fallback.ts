const dayMs = 86_400_000

/** What a caller of the fallback gets: names of the played files without `.wav`, and the number dialled. */
export interface FallbackHeard {
  audio: string[]
  dialled: string | undefined
}

interface ReadExtension {
  when: string | undefined
  number: RegExp
  heard: FallbackHeard
}

/**
 * Reads a fallback dialplan the way FreeSWITCH does: the first extension whose conditions all hold, in the offset that the dialplan itself
 * sets. Written down from its documentation and shares nothing with what wrote the dialplan.
 */
export function readFallback(dialplan: string): (number: string, atMs: number) => FallbackHeard | undefined {
  const offsetHours = Number(/tod_tz_offset=(-?\d+)/.exec(dialplan)?.[1])
  const extensions = dialplan.split('</extension>').filter((text) => text.includes('fallback-(?:')).map((text): ReadExtension => ({
    when: /<condition (year=[^/]*)\/>/.exec(text)?.[1],
    number: new RegExp(/expression="([^"]*)"/.exec(text)?.[1] ?? '$^'),
    heard: { audio: [...text.matchAll(/([0-9a-f]{64})\.wav/g)].map(([, sha = '']) => sha), dialled: /data="[^"]*sofia\/gateway\/[^/]+\/(\+?\d+)/.exec(text)?.[1] },
  }))
  return (number, atMs) => extensions.find((extension) => extension.number.test(`fallback-${number}`) && (extension.when === undefined || timeMatches(extension.when, atMs, offsetHours)))?.heard
}

/** FreeSWITCH's reading of `year`, `yday` and `time-of-day` at an instant. */
export function timeMatches(condition: string, atMs: number, offsetHours: number): boolean {
  const local = new Date(atMs + offsetHours * 3_600_000)
  const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(condition)?.[1] ?? ''
  const inList = (list: string, value: number) => list.split(',').some((range) => { const [from = 0, to = from] = range.split('-').map(Number); return value >= from && value <= to })
  const yday = (Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()) - Date.UTC(local.getUTCFullYear(), 0, 1)) / dayMs + 1
  const seconds = (clock: string) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  const [from = '', to = ''] = attribute('time-of-day').split('-')
  const now = local.getUTCHours() * 3600 + local.getUTCMinutes() * 60 + local.getUTCSeconds()
  return Number(attribute('year')) === local.getUTCFullYear() && inList(attribute('yday'), yday) && now >= seconds(from) && now <= seconds(to)
}
