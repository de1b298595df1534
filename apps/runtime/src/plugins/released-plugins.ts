import type pg from 'pg'
import type { InstalledPlugin } from './installed-plugins.ts'

/** A third party's package as a release records it. */
export interface ReleasedPlugin {
  name: string
  version: string
  contentHash: string
}

const installed = new Map<string, ReleasedPlugin>()

/** Notes what is installed in this process, for releases made in it. @returns how to forget it */
export function noteInstalled(plugin: ReleasedPlugin): () => void {
  installed.set(plugin.name, plugin)
  return () => void installed.delete(plugin.name)
}

/** The packages of third parties that a bundle uses, in the order of their names. Those that come with the product are told by its version. */
export function releasedPlugins(files: ReadonlyMap<string, string>): ReleasedPlugin[] {
  const listed = listedPlugins(files.get('bundle.json'))
  return [...installed.values()].filter(({ name }) => listed.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The plugins that a release was made with and that are not here now, or not the same. */
export async function differingPlugins(pool: Pick<pg.Pool, 'query'>, release: number, now: readonly InstalledPlugin[]): Promise<(ReleasedPlugin & { installed: { version: string | null; contentHash: string | null } | null })[]> {
  const { rows } = await pool.query<{ plugins: ReleasedPlugin[] }>('select plugins from release where number = $1', [release])
  return (rows[0]?.plugins ?? []).flatMap((recorded) => {
    const here = now.find(({ name, refused }) => name === recorded.name && !refused)
    if (here?.contentHash === recorded.contentHash) return []
    return [{ ...recorded, installed: here ? { version: here.version, contentHash: here.contentHash } : null }]
  })
}

function listedPlugins(bundle: string | undefined): Set<unknown> {
  try {
    const { plugins } = JSON.parse(bundle?.replace(/^\uFEFF/, '') ?? '{}') as { plugins?: unknown }
    return new Set(Array.isArray(plugins) ? plugins : [])
  } catch {
    return new Set()
  }
}
