import type { Role } from './roles.ts'

/** Who does something now: a person who has logged in, or the product itself. What they did is told under this name in the audit log. */
export interface Actor {
  /** The id of the person; `system` for what the product does by itself, `operator` for commands on the machine without a token. */
  id: string
  name: string
  organisation: string
  roles: readonly Role[]
  /** The name of the general manager for whom this deputy acts now (R74). */
  actingFor?: string
  /** Where from: the address of the browser, `command line`, or `runtime`. */
  from: string
}

/** The product doing what nobody asks for at that moment: waiting releases that become due, retention. */
export const system: Actor = { id: 'system', name: 'madoguchi', organisation: '', roles: [], from: 'runtime' }
