import type { FromGuest, ToGuest } from './guest-messages.ts'
import type { LentContext } from './lent-plugin.ts'

export declare function makeGuest(send: (message: FromGuest) => void): (message: ToGuest) => void
export declare function contextOf(node: { needs: readonly string[] }, config: unknown, ask: (what: string, ...args: unknown[]) => Promise<unknown>): LentContext<never>
