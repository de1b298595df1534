import { fileURLToPath } from 'node:url'
import { type Program, checkBundle, compileBundle, simulate } from '@madoguchi/engine'
import type { CallFlow, FlowNode, Problem, Prompts } from '@madoguchi/schemas'
import { beforeAll, describe, expect, it } from 'vitest'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { nodeTypes, pluginNames } from '../src/node-types.ts'

// Whatever is taken away from the sound reference bundle, the check names it; and every call that it shows is one that `simulate` replays.

const folder = fileURLToPath(new URL('../../../flows/saitama-auto-tax/', import.meta.url))
const nowMs = Date.parse('2026-11-22T10:00:00+09:00')
let files: ReadonlyMap<string, string>
let audio: ReadonlySet<string>

beforeAll(async () => {
  const { bundle } = await readBundleFolder(folder)
  files = bundle.files
  audio = new Set(bundle.audio.keys())
})

const parse = <Document>(path: string): Document => JSON.parse(files.get(path) ?? 'null') as Document
const changed = <Document>(path: string, change: (document: Document) => void) => {
  const document = parse<Document>(path)
  change(document)
  return new Map(files).set(path, JSON.stringify(document))
}

const compileFiles = (some: ReadonlyMap<string, string>) => compileBundle(some, { nodeTypes, plugins: pluginNames, audio: { has: (sha256) => audio.has(sha256) } })

async function checked(some: ReadonlyMap<string, string>): Promise<{ program: Program | undefined; problems: Problem[] }> {
  const compiled = await compileFiles(some)
  const { problems } = await checkBundle(compiled, { nodeTypes, nowMs })
  for (const { witness } of problems) if (witness && compiled.program) await replays(compiled.program, witness)
  return { program: compiled.program, problems }
}

async function replays(program: Program, witness: NonNullable<Problem['witness']>): Promise<void> {
  const { steps } = await simulate(program, witness)
  expect(steps.slice(0, witness.steps.length).map(({ flow, node }) => `${flow}/${node}`)).toEqual(witness.steps)
}

const named = (problems: readonly Problem[]) => problems.map(({ code, document, pointer }) => `${code} ${document}${pointer}`)
const flowPaths = ['call/main.json', 'call/after-hours.json']
const nodesOf = (path: string) => Object.entries(parse<CallFlow>(path).nodes)

it('the sound bundle has no problem', async () => {
  expect((await checked(files)).problems).toEqual([])
})

describe('taking away', () => {
  it('any wire of an exit that must lead somewhere', async () => {
    for (const path of flowPaths) {
      for (const [id, { next }] of nodesOf(path)) {
        for (const exit of Object.keys(next).filter((name) => name !== 'error')) {
          const { problems } = await compileFiles(changed<CallFlow>(path, ({ nodes }) => void delete nodes[id]?.next[exit]))
          expect(named(problems)).toContain(`unconnected-exit ${path.replace('.json', '')}/nodes/${id}/next`)
        }
      }
    }
  })

  it('any node that something leads to', async () => {
    for (const path of flowPaths) {
      for (const [id] of nodesOf(path)) {
        const { problems } = await compileFiles(changed<CallFlow>(path, ({ nodes }) => void delete nodes[id]))
        expect(problems.map(({ code }) => code)).toContain('missing-node')
      }
    }
  })

  it('any prompt that is used, its audio, its text of old, or the file', async () => {
    const path = 'prompts/guidance.json'
    const texts = [...files].filter(([name]) => name !== path).map(([, text]) => text)
    const used = Object.keys(parse<Prompts>(path).prompts).filter((id) => texts.some((text) => text.includes(`"${id}"`)))
    expect(used.length).toBeGreaterThan(15)
    for (const id of used) {
      const codes = async (change: (prompts: Prompts['prompts']) => void) => (await compileFiles(changed<Prompts>(path, ({ prompts }) => change(prompts)))).problems.map(({ code }) => code)
      expect(await codes((prompts) => void delete prompts[id])).toContain('missing-reference')
      expect(await codes((prompts) => void delete prompts[id]?.audio)).toContain('prompt-no-audio')
      expect(await codes((prompts) => void (prompts[id] && (prompts[id].text.ja += 'なお、')))).toContain('prompt-audio-stale')
    }
  })

  it('any document that another one names', async () => {
    for (const path of ['hours/business-hours.json', 'queue/tax.json', 'holidays/japan.json', 'call/after-hours.json', 'failover/carrier.json']) {
      const { problems } = await compileFiles(new Map([...files].filter(([name]) => name !== path)))
      expect(problems.filter(({ severity }) => severity === 'error'), path).not.toEqual([])
    }
  })
})

/** A node is passed over: whatever led to it leads on by this exit of it. */
function bypassed(path: string, id: string, exit: string) {
  return changed<CallFlow>(path, (flow) => {
    const to = flow.nodes[id]?.next[exit] ?? ''
    for (const node of Object.values(flow.nodes)) for (const [name, target] of Object.entries(node.next)) if (target === id) node.next[name] = to
    if (flow.entry === id) flow.entry = to
    delete flow.nodes[id]
    delete flow.layout?.[id]
  })
}

const nodeOf = (path: string, wanted: (node: FlowNode) => boolean) => nodesOf(path).find(([, node]) => wanted(node))?.[0] ?? ''

describe('leaving out', () => {
  it('the loop around a menu leaves it without a bound', async () => {
    const path = 'call/after-hours.json'
    const { problems } = await checked(bypassed(path, nodeOf(path, ({ type }) => type === 'logic.loop'), 'again'))
    expect(problems.map(({ code }) => code)).toContain('unbounded-loop')
  })

  it('the recording notice lets recording begin unannounced', async () => {
    const { problems } = await checked(bypassed('call/main.json', 'recording-notice', 'done'))
    expect(named(problems)).toContain('recording-not-announced call/main/nodes/tax-desk')
  })

  it.each(['exception-guidance', 'disaster-guidance', 'apology'])('the guidance "%s" lets callers hear nothing', async (id) => {
    const { problems } = await checked(bypassed('call/main.json', id, 'done'))
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining([expect.stringMatching(/^nothing-heard$|guidance|hours/)]))
  })
})

it('leading the after-hours menu to the desk is named, with the call that gets there', async () => {
  const { problems } = await checked(changed<CallFlow>('call/after-hours.json', ({ nodes }) => {
    nodes['desk'] = { type: 'queue.join', config: { queue: 'tax' }, next: { served: 'hang-up', timeout: 'hang-up', full: 'hang-up' } }
    const menu = nodes['menu']
    if (menu) menu.next['1'] = 'desk'
  }))
  const found = problems.find(({ code }) => code === 'after-hours-connects')
  expect(found?.witness).toMatchObject({ press: ['1'], faults: [], steps: expect.arrayContaining(['after-hours/desk']) as unknown })
})
