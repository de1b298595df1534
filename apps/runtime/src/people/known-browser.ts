import { randomBytes } from 'node:crypto'
import type { InstallationKey } from './installation-key.ts'

/**
 * The cookie of a browser in which people have logged in before (see LogInLimits): one sealed mark for each of them, newest first. It opens
 * nothing by itself; whoever has it may only still type a password while others are held off.
 */
const purpose = 'known browser'
const atMost = 8

/** What tells this browser from others for the person with that name; undefined where the person never logged in here. */
export function knownBrowser(key: InstallationKey, cookie: string | undefined, loginName: string): string | undefined {
  for (const mark of marksOf(cookie)) {
    const id = key.open(purpose, mark, loginName)
    if (id !== undefined) return id
  }
  return undefined
}

/** The cookie after this person has logged in. */
export function withPerson(key: InstallationKey, cookie: string | undefined, loginName: string): string {
  const others = marksOf(cookie).filter((mark) => key.open(purpose, mark, loginName) === undefined)
  return [key.seal(purpose, randomBytes(12).toString('base64url'), loginName), ...others].slice(0, atMost).join('.')
}

function marksOf(cookie: string | undefined): string[] {
  return (cookie ?? '').split('.').filter((mark) => mark !== '').slice(0, atMost)
}
