const browsers = [[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']] as const
const systems = [[/Windows/, 'Windows'], [/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Mac OS X/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']] as const

/** Browser and system of a `User-Agent`, as people name them; undefined when neither is known. The order decides: Edge also calls itself Chrome, and Chrome Safari. */
export function deviceText(userAgent: string): string | undefined {
  const names = [browsers, systems].map((known) => known.find(([pattern]) => pattern.test(userAgent))?.[1])
  return names.filter(Boolean).join(' / ') || undefined
}
