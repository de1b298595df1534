import type { StartGuest, ToGuest } from '@madoguchi/sdk'

/** A package as the server tells of it. */
export interface UsablePlugin {
  contentHash: string
  entry: string
  /** JSON, as the package described itself. */
  manifest: string
  scripts: { path: string; integrity: string }[]
}

const longestMessage = 65_536

/**
 * A guest as a Web Worker of our own origin: its script comes with a policy that lets it load modules and nothing else, and each module is held
 * against its hash before it is loaded. Ended by `terminate`, whatever it computes.
 */
export function sandboxGuest({ contentHash, entry, scripts }: UsablePlugin): StartGuest {
  return (events) => {
    const worker = new Worker('/plugin-sandbox/guest-worker.mjs', { type: 'module' })
    const base = `${self.location.origin}/plugin-code/${contentHash}`
    let over = false
    const kill = () => {
      over = true
      worker.terminate()
    }
    const tell = (message: ToGuest) => void (!over && worker.postMessage(message))
    const load = () => verified(base, scripts).then((sound) => (sound ? tell({ kind: 'load', url: `${base}/${entry}` }) : events.ended('unloadable')))
    worker.addEventListener('error', () => !over && events.ended('died'))
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (over) return
      const size = typeof data === 'string' ? data.length : Number.POSITIVE_INFINITY
      const message = typeof data === 'string' && size <= longestMessage ? parsed(data) : undefined
      if (isHere(message)) void load()
      else events.message(message, size)
    })
    return { send: tell, kill }
  }
}

/** Whether the server has, under each name, what it said it had; what was read stays in the cache of the browser. */
async function verified(base: string, scripts: UsablePlugin['scripts']): Promise<boolean> {
  try {
    const answers = await Promise.all(scripts.map(({ path, integrity }) => fetch(`${base}/${path}`, { integrity })))
    return answers.every(({ ok }) => ok)
  } catch {
    return false
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isHere(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'here'
}
