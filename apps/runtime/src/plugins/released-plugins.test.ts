import { afterEach, describe, expect, it } from 'vitest'
import { makeDatabase } from '../../test/make-database.ts'
import { smallBundleFolder } from '../../test/make-bundle.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { loadFirstRelease } from '../releases/load-first-release.ts'
import { verifyChain } from '../releases/verify-chain.ts'
import type { InstalledPlugin } from './installed-plugins.ts'
import { differingPlugins, noteInstalled, releasedPlugins } from './released-plugins.ts'

const recorded = { name: 'third-party', version: '1.2.3', contentHash: 'a'.repeat(64) }
const installed = (contentHash: string): InstalledPlugin => ({ ...recorded, contentHash, manifest: undefined, refused: undefined, executors: undefined, services: undefined, scripts: new Map(), entry: undefined })
let forget = () => {}
afterEach(() => forget())

describe('a release', () => {
  it('records the packages of third parties that its bundle lists, with the hash of their content, inside its own hash', async () => {
    forget = noteInstalled(recorded)
    const database = await makeDatabase()
    const { bundle } = await readBundleFolder(smallBundleFolder)
    const text = JSON.parse(bundle.files.get('bundle.json') ?? '') as { plugins: string[] }
    const files = new Map([...bundle.files, ['bundle.json', JSON.stringify({ ...text, plugins: [...text.plugins, 'third-party'] })]])
    await loadFirstRelease(database, async () => ({ ...bundle, files }), { message: '初期設定', author: 'madoguchi', productVersion: '1', now: new Date() })
    expect((await database.pool.query('select plugins from release')).rows).toEqual([{ plugins: [recorded] }])
    expect(await verifyChain(database.pool)).toMatchObject({ ok: true })
    expect(await differingPlugins(database.pool, 1, [installed(recorded.contentHash)])).toEqual([])
    expect(await differingPlugins(database.pool, 1, [installed('b'.repeat(64))])).toEqual([{ ...recorded, installed: { version: '1.2.3', contentHash: 'b'.repeat(64) } }])
    expect(await differingPlugins(database.pool, 1, [])).toEqual([{ ...recorded, installed: null }])
  })
  it('records none that its bundle does not list', () => {
    forget = noteInstalled(recorded)
    expect(releasedPlugins(new Map([['bundle.json', '{"plugins": ["another"]}']]))).toEqual([])
    expect(releasedPlugins(new Map([['bundle.json', '{']]))).toEqual([])
  })
})
