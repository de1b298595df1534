import { create } from 'zustand'
import { type Refusal, queryClient, whenRefused } from '../app/server.ts'
import { logInServer } from './log-in-server.ts'
import type { Me } from './log-in-server.ts'

/**
 * Who works with this page.
 *
 * - `asking`: the server has not answered yet
 * - `out`: nobody has logged in; only the log-in page is shown
 * - `in`: `person` works here
 * - `expired`: the log-in of `person` has ended; the page stays as it is, with the log-in page over it, until they log in again
 * - `unreachable`: the server did not answer the first question
 */
type Phase = 'asking' | 'out' | 'in' | 'expired' | 'unreachable'

interface MeState {
  phase: Phase
  person: Me | null
}

export const useMe = create<MeState>()(() => ({ phase: 'asking', person: null }))

/** Tabs of one browser share one log-in; each tells the others when it changes. */
const otherTabs = new BroadcastChannel('madoguchi.log-in')
const lookAgainMs = 60_000

/** Asks who this is. A person who is another than before, in a tab that was open, begins with a page of their own. */
export async function refreshMe(): Promise<void> {
  try {
    takeOver((await logInServer.me()).person)
  } catch {
    if (useMe.getState().phase === 'asking') useMe.setState({ phase: 'unreachable' })
  }
}

function takeOver(person: Me | null): void {
  const before = useMe.getState()
  if (person === null) useMe.setState(before.person === null ? { phase: 'out' } : { phase: 'expired' })
  // What the person before left unsaved waits for them in the browser's storage; it must not be saved in another name.
  else if (before.person !== null && before.person.id !== person.id) location.reload()
  else {
    useMe.setState({ phase: 'in', person })
    // What was refused meanwhile is asked again.
    if (before.phase === 'expired') void queryClient.invalidateQueries()
  }
}

/** After a log-in: goes on where the page was, and tells the other tabs. */
export async function loggedIn(): Promise<void> {
  await refreshMe()
  otherTabs.postMessage('changed')
}

/** Ends the log-in. The page is loaded anew, so that nothing of what was read stays in memory. */
export async function logOut(): Promise<void> {
  // From here on a refusal is no log-in that expired under somebody's hands.
  useMe.setState({ phase: 'asking' })
  try {
    await logInServer.out()
  } catch (error) {
    useMe.setState({ phase: 'in' })
    throw error
  }
  otherTabs.postMessage('changed')
  location.assign('/')
}

/** The log-in has ended: the page stays as it is. A permission is gone: the menu follows. */
function refused(refusal: Refusal): void {
  if (refusal === 'NOT_ALLOWED') void refreshMe()
  else if (useMe.getState().phase === 'in') useMe.setState({ phase: 'expired' })
}

/** Asks at once, when another tab logged in or out, when the page is looked at again, and now and then: roles and acting periods change. */
export function startMe(): void {
  whenRefused(refused)
  void refreshMe()
  otherTabs.addEventListener('message', () => {
    // Until the answer is there nothing may be saved: it could be in another's name.
    if (useMe.getState().phase === 'in') useMe.setState({ phase: 'expired' })
    void refreshMe()
  })
  const look = () => document.visibilityState === 'visible' && useMe.getState().phase !== 'asking' && void refreshMe()
  document.addEventListener('visibilitychange', look)
  setInterval(look, lookAgainMs)
}
