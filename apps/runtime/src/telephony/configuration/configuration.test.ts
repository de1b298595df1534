import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { compileFallback } from '@madoguchi/engine'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { referenceBundle } from '../../../test/freeswitch/short-bundle.ts'
import { readFallback, timeMatches } from '../testing/read-fallback.ts'
import { dayPatterns, numberList, steadyOffsetHours, timeOfDay } from './day-patterns.ts'
import { fallbackDialplan } from './fallback-dialplan.ts'
import { compileSchedules, courseKey } from './fallback-schedule.ts'
import { defaultSettings } from './settings.ts'
import { presentSecret, writeConfiguration } from './write-configuration.ts'
import { xmlComment, xmlText } from './xml.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await fs.rm(folder, { recursive: true })
})
const dayMs = 86_400_000
const startMs = Date.parse('2026-11-22T12:34:56+09:00')

describe('the days of a schedule', () => {
  it('match exactly the seconds of the intervals, in any offset', () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 700 * 86_400 }), fc.integer({ min: 1, max: 3 * 86_400 })).map(([from, length]) => ({ fromMs: startMs - (startMs % 1000) + from * 1000, untilMs: startMs - (startMs % 1000) + (from + length) * 1000 }))
    fc.assert(
      fc.property(interval, fc.integer({ min: -11, max: 12 }), fc.integer({ min: -5, max: 5 }), (at, offset, nudge) => {
        const conditions = dayPatterns([at], offset).flatMap(({ stretch, years }) => years.map(({ year, days }) => `year="${year}" yday="${numberList(days)}" time-of-day="${timeOfDay(stretch)}"`))
        for (const probe of [at.fromMs + nudge * 1000, at.untilMs + nudge * 1000, (at.fromMs + at.untilMs) / 2]) {
          expect(conditions.some((condition) => timeMatches(condition, probe, offset))).toBe(probe >= at.fromMs && probe < at.untilMs)
        }
      }),
    )
  })

  it('a zone with summer time or half hours is counted in UTC, Japan in its own hours', () => {
    expect([steadyOffsetHours('Asia/Tokyo', startMs, 400), steadyOffsetHours('Europe/Berlin', startMs, 400), steadyOffsetHours('Asia/Kolkata', startMs, 400), steadyOffsetHours('UTC', startMs, 400)]).toEqual([9, 0, 0, 0])
  })
})

describe('the fallback of the reference bundle', () => {
  it('says at any instant of the next 400 days what the flow would say', async () => {
    const { program } = await referenceBundle()
    const schedules = await compileSchedules(program, startMs)
    expect(schedules.map(({ numbers }) => numbers)).toEqual([['0480000000', '05000000000', '0570012229']])
    const dialplan = fallbackDialplan(schedules, { promptsFolder: '/p', gateways: ['carrier'], offsetHours: 9, untilMs: startMs + 400 * dayMs })
    const heard = readFallback(dialplan)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 399 * 86_400 }), async (second) => {
        const atMs = startMs + second * 1000
        const wanted = await compileFallback(program, '0570012229', atMs)
        const taken = heard('0570012229', atMs)
        expect(taken?.audio.slice(0, wanted.say.length)).toEqual(wanted.say.map(({ audio }) => audio))
        expect(taken?.dialled).toBe(wanted.then.kind === 'failover' ? '0480000001' : undefined)
      }),
      { numRuns: 200 },
    )
    expect(dialplan.length).toBeLessThan(20_000)
  })

  it('without a gateway it speaks and hangs up, and dials nothing', async () => {
    const { program } = await referenceBundle()
    const dialplan = fallbackDialplan(await compileSchedules(program, startMs, 3), { promptsFolder: '/p', gateways: [], offsetHours: 9, untilMs: startMs + 3 * dayMs })
    expect(dialplan).not.toContain('bridge')
    expect(dialplan).toContain('application="hangup"')
  })

  it('courses differ by what a caller notices', async () => {
    const { program } = await referenceBundle()
    const open = await compileFallback(program, '0570012229', Date.parse('2026-11-24T10:00:00+09:00'))
    const closed = await compileFallback(program, '0570012229', Date.parse('2026-11-24T20:00:00+09:00'))
    expect(courseKey(open)).not.toBe(courseKey(closed))
  })
})

describe('the written folder', () => {
  it('keeps its secret to its owner and over a second writing, and names the same numbers', async () => {
    const { program, files } = await referenceBundle()
    const outFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'freeswitch-config-'))
    folders.push(outFolder)
    const request = { program, audio: files.audio, settings: defaultSettings, outFolder, startMs }
    const first = await writeConfiguration(request)
    const secret = await presentSecret(outFolder)
    expect([first.secretKept, first.withoutAudio, first.numbers]).toEqual([false, [], ['0480000000', '05000000000', '0570012229']])
    expect((await fs.stat(path.join(outFolder, 'configuration/event_socket.conf.xml'))).mode & 0o777).toBe(0o600)
    const second = await writeConfiguration(request)
    expect([second.secretKept, await presentSecret(outFolder)]).toEqual([true, secret])
    expect(secret?.length).toBeGreaterThanOrEqual(32)
    for (const [, sha = ''] of (await fs.readFile(path.join(outFolder, 'dialplan/fallback.xml'), 'utf8')).matchAll(/prompts\/([0-9a-f]{64})\.wav/g)) {
      await fs.access(path.join(outFolder, 'prompts', `${sha}.wav`))
    }
  })
})

describe('text in XML', () => {
  it('never carries a command, a variable or markup', () => {
    expect(xmlText(`a"b'<c>&`, 'x')).toBe('a&quot;b&apos;&lt;c&gt;&amp;')
    for (const bad of ['${system(x)}', '$${x}', 'a\nb', 'a\u0000b']) expect(() => xmlText(bad, 'x')).toThrow(RangeError)
  })

  it('comments end where they end, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = xmlComment(text).slice(4, -3)
        expect(inside).not.toMatch(/--|[<>#$&"]/)
      }),
    )
  })
})
