import { fileURLToPath } from 'node:url'
import { type Program, behaviourDiff, compileBundle, migrateDocuments, migrations, runScenario } from '@madoguchi/engine'
import { currentSchemaVersion } from '@madoguchi/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBundleFolder } from '../src/bundles/read-bundle-folder.ts'
import { nodeTypes } from '../src/node-types.ts'

/** Bundles as they were stored when their schema version was the newest; never edited. */
const stored = fileURLToPath(new URL('./fixtures/schema-versions/', import.meta.url))

async function read(version: number) {
  const { bundle, problems } = await readBundleFolder(`${stored}${version}`)
  expect(problems).toEqual([])
  return bundle.files
}
const valuesOf = (files: ReadonlyMap<string, string>) => new Map([...files].map(([path, text]): [string, unknown] => [path, JSON.parse(text)]))
const textsOf = (values: ReadonlyMap<string, unknown>) => [...values].map(([path, value]): [string, string] => [path, JSON.stringify(value)])
async function programOf(files: Iterable<readonly [string, string]>): Promise<Program> {
  const { program, problems } = await compileBundle(files, { nodeTypes })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  if (!program) throw new Error('cannot be run')
  return program
}

describe('migrations of stored documents', () => {
  it('lead from version 1 to the current one without a gap, each with a bundle of old that needs it', async () => {
    expect(migrations.map(({ to }) => to)).toEqual(Array.from({ length: currentSchemaVersion - 1 }, (_, index) => index + 2))
    for (const { to, name } of migrations) {
      const { report } = migrateDocuments(valuesOf(await read(to - 1)))
      expect(report.steps.find((step) => step.name === name)?.documents, name).not.toEqual([])
    }
  })

  it.each(migrations.map(({ to }) => to - 1))('a bundle of version %i is read without an error, and told what was brought up', async (version) => {
    const files = await read(version)
    const before = new Map(files)
    const { program, problems } = await compileBundle(files, { nodeTypes })
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['bundle-migrated', 'info']])
    expect(problems[0]?.message).toMatchObject({ ja: expect.stringContaining('call/after-hours'), en: expect.stringContaining('call/after-hours') })
    expect(program?.documents.call.get('after-hours')?.rules).toBe('after-hours')
    expect(program?.bundle.schemaVersion).toBe(currentSchemaVersion)
    expect(files).toEqual(before)
  })

  it.each(migrations.map(({ to }) => to - 1))('calls on a bundle of version %i go as its own scenarios of that time say, and as on the same bundle stored anew', async (version) => {
    const files = await read(version)
    const [onRead, anew] = [await programOf(files), await programOf(textsOf(migrateDocuments(valuesOf(files)).documents))]
    for (const scenario of onRead.documents.scenario.values()) expect((await runScenario(onRead, scenario)).ok, scenario.id).toBe(true)
    expect(onRead.documents.scenario.size).toBeGreaterThan(25)
    const diff = await behaviourDiff(onRead, anew, { nowMs: Date.parse('2026-11-23T00:00:00Z'), maxStates: 20_000 })
    expect(diff.differences).toEqual([])
  }, 60_000)

  it('done twice are done once, whatever the documents hold and however many were saved since', async () => {
    const values = valuesOf(await read(1))
    const { documents: upToDate } = migrateDocuments(values)
    fc.assert(
      fc.property(fc.subarray([...values.keys()].filter((path) => path !== 'bundle.json')), fc.jsonValue(), (saved, noise) => {
        // A draft of version 1 in which some documents were saved by the newer product, and one document is anything at all.
        const mixed = new Map([...values, ...saved.map((path): [string, unknown] => [path, upToDate.get(path)]), ['call/noise.json', noise] as const])
        const once = migrateDocuments(mixed)
        expect(migrateDocuments(once.documents).documents).toEqual(once.documents)
        // Even told that it is of version 1 again: a migration looks at the shape.
        expect(migrateDocuments(once.documents, 1).report.steps).toEqual([])
        for (const path of values.keys()) expect(once.documents.get(path)).toEqual(upToDate.get(path))
      }),
      { numRuns: 40 },
    )
  })

  it('leave a bundle of a newer version alone', () => {
    const newer = new Map<string, unknown>([['bundle.json', { schemaVersion: currentSchemaVersion + 1 }], ['call/a.json', { template: 'after-hours' }]])
    const { documents, report } = migrateDocuments(newer)
    expect([documents, report.steps]).toEqual([newer, []])
  })
})
