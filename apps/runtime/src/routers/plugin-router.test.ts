import { beforeAll, describe, expect, it, vi } from 'vitest'
import { makeFiles, smallBundleFolder } from '../../test/make-bundle.ts'
import { makeActor } from '../../test/make-person.ts'
import { makeRuntimeContext } from '../../test/make-runtime-context.ts'
import { writePlugin } from '../../test/write-plugin.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { type Role, roles } from '../people/roles.ts'
import { integrityOf } from '../plugins/installed-plugins.ts'
import { type ReleasedPlugin, noteInstalled } from '../plugins/released-plugins.ts'
import { appRouter } from '../router.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { StatedError } from '../stated-error.ts'

let context: RuntimeContext
const as = (...held: Role[]) => appRouter.createCaller({ ...context, actor: makeActor(held) }).plugins
const list = () => as('administrator').list()

/** The small bundle, which lists these plugins as well. */
async function listing(...names: string[]): Promise<Map<string, string>> {
  const { bundle } = await readBundleFolder(smallBundleFolder)
  const head = JSON.parse(bundle.files.get('bundle.json') ?? '') as { plugins: string[] }
  return new Map([...bundle.files, ...makeFiles({ 'bundle.json': { ...head, plugins: [...head.plugins, ...names] } })])
}

/** A release that was made while these were installed; it becomes the live one. */
async function releaseOfThen(...plugins: ReleasedPlugin[]): Promise<void> {
  const forget = plugins.map(noteInstalled)
  const { number } = await context.releases.createRelease({ files: await listing(...plugins.map(({ name }) => name)), audio: new Map(), message: '試験', author: '試験' })
  for (const each of forget) each()
  await vi.waitUntil(() => context.live.current?.number === number)
}

beforeAll(async () => {
  context = await makeRuntimeContext()
  const { folder } = context.plugins
  writePlugin(folder, 'sound', { version: '2.0.0' })
  writePlugin(folder, 'odd', { version: 'latest' })
  writePlugin(folder, 'breaks', { files: { 'src/index.js': 'throw new Error("as it happens")' } })
  writePlugin(folder, 'links', { files: { 'package.json': JSON.stringify({ name: 'madoguchi-plugin-links', version: '1.0.0', type: 'module', exports: { '.': './../sound/src/index.js' } }) } })
  await context.plugins.load()
}, 30_000)

describe('the list of plugins', () => {
  it('tells of each package what it is, or why it is not used', async () => {
    const { thirdParty, builtIn } = await list()
    expect(builtIn.map(({ name }) => name)).toContain('@madoguchi/plugin-voice')
    expect(thirdParty.map(({ name, version, refused, executors }) => [name, version, refused?.en, executors?.state])).toEqual([
      ['madoguchi-plugin-sound', '2.0.0', undefined, 'running'],
      ['links', null, expect.stringContaining('sound/src/index.js that exports names is not there'), undefined],
      ['madoguchi-plugin-breaks', '1.0.0', expect.stringContaining('as it happens'), undefined],
      ['odd', null, expect.stringContaining('version'), undefined],
    ])
  })

  it('gives the studio the usable ones only, each module with what it must be', async () => {
    const usable = await as('supervisor').usable()
    expect(usable.map(({ manifest }) => (JSON.parse(manifest) as { name: string }).name)).toEqual(['madoguchi-plugin-sound'])
    expect(usable[0]).toMatchObject({ entry: 'src/index.js', scripts: [{ path: 'src/index.js', integrity: expect.stringMatching(/^sha256-/) }] })
    expect(usable[0]?.scripts[0]?.integrity).toBe(integrityOf(context.plugins.all[0]?.scripts.get('src/index.js') ?? Buffer.alloc(0)))
  })

  it('says what the live release was made with, where another version, another content or nothing is here now', async () => {
    expect((await list()).differing).toEqual([])
    const name = 'madoguchi-plugin-sound'
    const gone = { name: 'madoguchi-plugin-gone', version: '1.0.0', contentHash: 'b'.repeat(64) }
    const here = { version: '2.0.0', contentHash: context.plugins.all.find((plugin) => plugin.name === name)?.contentHash ?? '' }
    const then = { name, version: '1.9.0', contentHash: 'a'.repeat(64) }
    await releaseOfThen(then, gone)
    expect((await list()).differing).toEqual([{ ...gone, installed: null }, { ...then, installed: here }])
    await releaseOfThen({ name, ...here })
    expect((await list()).differing).toEqual([])
  })

  it.each([['list', ['administrator', 'general-manager', 'auditor']], ['usable', ['administrator', 'general-manager', 'supervisor', 'auditor', 'chatbot-editor']]] as const)('%s is answered to %j, and refused to all others', async (procedure, allowed) => {
    for (const role of roles) {
      const outcome = await as(role)[procedure]().then(() => 'answered', (fault: { cause?: unknown }) => (fault.cause instanceof StatedError ? fault.cause.code : 'fault'))
      expect([role, outcome]).toEqual([role, (allowed as readonly Role[]).includes(role) ? 'answered' : 'NOT_ALLOWED'])
    }
  })
})

describe('a bundle', () => {
  const codes = async (files: ReadonlyMap<string, string>) => (await context.gate(files, new Set())).map(({ code }) => code)
  const aboutPlugins = (code: string) => code.includes('plugin')

  it('is refused a release while it lists a plugin that is not installed, or that cannot be used', async () => {
    expect((await codes(await listing('madoguchi-plugin-sound'))).filter(aboutPlugins)).toEqual([])
    expect((await codes(await listing('madoguchi-plugin-gone'))).filter(aboutPlugins)).toEqual(['unknown-plugin'])
    expect((await codes(await listing('madoguchi-plugin-breaks', 'odd'))).filter(aboutPlugins)).toEqual(['unknown-plugin', 'unknown-plugin'])
  })
})
