import type { Act } from './act.ts'
import { filled } from './speech-acts.ts'

/** The profile of the generated configuration. */
const profile = 'madoguchi'
const leftVariable = 'md_left'

/** The room as FreeSWITCH names it; ids of rooms hold letters and digits only. */
export function conferenceAct(room: string): Act {
  return {
    set: { [leftVariable]: '' },
    applications: [{ name: 'conference', argument: `${room}@${profile}` }, { name: 'set', argument: `${leftVariable}=1` }],
    finished: (variables) => filled(variables(leftVariable)),
  }
}

/** How many are in a room, from the answer to `conference ROOM get count`; a room that does not exist holds nobody. */
export function membersIn(reply: string): number {
  return /^\d+$/.test(reply.trim()) ? Number(reply.trim()) : 0
}
