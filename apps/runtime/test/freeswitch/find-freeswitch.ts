import { existsSync } from 'node:fs'
import path from 'node:path'

/** An installed FreeSWITCH: the program and its modules. */
export interface InstalledFreeSwitch {
  program: string
  modules: string
}

/** The FreeSWITCH under `FREESWITCH_PREFIX`, or the one on the path with its modules where distributions put them; `undefined` without one. */
export function findFreeSwitch(): InstalledFreeSwitch | undefined {
  const prefix = process.env['FREESWITCH_PREFIX']
  const programs = prefix !== undefined ? [path.join(prefix, 'bin/freeswitch')] : onPath('freeswitch')
  for (const program of programs) {
    const root = path.dirname(path.dirname(program))
    const modules = ['lib/freeswitch/mod', 'mod', 'lib64/freeswitch/mod'].map((place) => path.join(root, place)).find((place) => existsSync(path.join(place, 'mod_sofia.so')))
    if (existsSync(program) && modules !== undefined) return { program, modules }
  }
  return undefined
}

/** The SIP load tool that plays the callers. */
export function findSipp(): string | undefined {
  return onPath('sipp')[0]
}

/** Why nothing here can run, in one line; `undefined` when it can. */
export function whyNotRun(): string | undefined {
  if (!findFreeSwitch()) return 'no FreeSWITCH (set FREESWITCH_PREFIX, or put freeswitch on the PATH)'
  if (findSipp() === undefined) return 'no sipp on the PATH'
  return undefined
}

function onPath(name: string): string[] {
  return (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '').map((folder) => path.join(folder, name)).filter((file) => existsSync(file))
}
