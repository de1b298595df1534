/** Where the browser comes back to from the provider of the organisation's log-in (OpenID Connect). */
export const logInPath = '/log-in'

/** Why the runtime refused somebody whom the provider knows; anything else is told as `oidc-failed`. */
const problems = ['disabled', 'expired', 'unused', 'oidc-unknown', 'oidc-failed'] as const
export type ProviderProblem = (typeof problems)[number]

export interface ProviderReturn {
  problem: ProviderProblem | undefined
  /** Whether the second factor of this installation is still owed. */
  secondFactor: boolean
}

/** What the address says after coming back: `/log-in?problem=disabled`, `/log-in?next=second-factor`. */
export function readProviderReturn({ pathname, search }: { pathname: string; search: string }): ProviderReturn {
  const given = new URLSearchParams(pathname === logInPath ? search : '')
  const problem = given.get('problem')
  return { problem: problem === null ? undefined : (problems.find((known) => known === problem) ?? 'oidc-failed'), secondFactor: given.get('next') === 'second-factor' }
}

const key = 'madoguchi.return'

/** Going to the provider leaves the page; this is where the person was. */
export function rememberPlace({ pathname, search }: { pathname: string; search: string }, storage: Storage = sessionStorage): void {
  if (pathname !== logInPath) storage.setItem(key, `${pathname}${search}`)
}

/** The place to go on from, once; only ever a path of this studio. */
export function takePlace(storage: Storage = sessionStorage): string | undefined {
  const place = storage.getItem(key)
  storage.removeItem(key)
  return place !== null && /^\/(?!\/)/.test(place) ? place : undefined
}
