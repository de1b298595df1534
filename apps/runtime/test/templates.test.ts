import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkBundle, formatDocument, simulate } from '@madoguchi/engine'
import { Manifest, sha256 } from '@madoguchi/plugin-speech'
import { currentSchemaVersion } from '@madoguchi/schemas'
import Value from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { loadProgram } from '../src/cli/load-bundle.ts'
import { nodeTypes } from '../src/node-types.ts'
import { shippedTemplates, templateAudio } from '../src/templates/shipped-templates.ts'

const folder = fileURLToPath(new URL('../../../flows/templates/', import.meta.url))
const ids = fs.readdirSync(folder)
const nowMs = Date.parse('2026-11-23T00:00:00Z')

describe('templates that come with the product', () => {
  it('are those that an administrator begins with, and none is left out for a fault', async () => {
    expect(ids).toEqual(expect.arrayContaining(['after-hours', 'callback', 'disaster', 'failover', 'holiday', 'open-queue', 'survey']))
    expect((await shippedTemplates()).map(({ id }) => id)).toEqual(ids.toSorted())
  })

  it.each(ids)('%s passes the whole check alone, walked to the end, without so much as a warning', async (id) => {
    const loaded = await loadProgram(`${folder}${id}`)
    const { problems, walked } = await checkBundle(loaded, { nodeTypes, nowMs })
    expect(problems).toEqual([])
    expect(walked?.complete).toBe(true)
    expect(loaded.program.bundle.schemaVersion).toBe(currentSchemaVersion)
  })

  it.each(ids)('%s answers a call on its sample line, day and night, and speaks with recordings alone', async (id) => {
    const { program } = await loadProgram(`${folder}${id}`)
    for (const at of ['2026-11-24T10:00', '2026-11-24T22:00', '2027-01-01T10:00']) {
      const call = await simulate(program, { to: '0480000000', at, agents: 1 })
      expect(call.heard.length, at).toBeGreaterThan(0)
      expect(call.heard.filter(({ audio }) => audio === undefined), at).toEqual([])
      expect(call.outcome.kind, at).not.toBe('error')
    }
  })

  it.each(ids)('%s says in both languages what it is, and is drawn without overlapping cards', async (id) => {
    const { program } = await loadProgram(`${folder}${id}`)
    const flow = program.documents.call.get(id)
    expect(flow?.title.en).toBeTruthy()
    expect(flow?.description?.length).toBeGreaterThan(20)
    // English after an empty line: the head of a bundle has one description.
    expect(program.bundle.description?.split('\n\n')).toEqual([flow?.description, expect.stringMatching(/^[A-Z].{40}/)])
    for (const [node, { title }] of Object.entries(flow?.nodes ?? {})) expect(title?.ja && title.en, node).toBeTruthy()
    const cards = Object.entries(flow?.layout ?? {})
    expect(cards.map(([node]) => node).toSorted()).toEqual(Object.keys(flow?.nodes ?? {}).toSorted())
    expect(cards.flatMap(([a, [ax, ay]], index) => cards.slice(index + 1).filter(([, [bx, by]]) => Math.abs(ax - bx) < 260 && Math.abs(ay - by) < 120).map(([b]) => `${a} ${b}`))).toEqual([])
  })

  it.each(ids)('%s is laid out as `format` does, and its audio is named, spoken for and handed out by content', async (id) => {
    const [template] = (await shippedTemplates()).filter((one) => one.id === id)
    for (const [path, text] of Object.entries(template?.files ?? {})) expect(text, path).toBe(formatDocument(JSON.parse(text)))
    const manifest: unknown = JSON.parse(fs.readFileSync(`${folder}${id}/audio/manifest.json`, 'utf8'))
    Value.Assert(Manifest, manifest)
    const named = [...new Set(Object.values(template?.files ?? {}).flatMap((text) => text.match(/"sha256": "[0-9a-f]{64}"/g) ?? []))].map((found) => found.slice(11, -1))
    expect(Object.keys(manifest).toSorted()).toEqual(named.toSorted())
    for (const hash of named) expect(sha256(Buffer.from(await templateAudio(id, hash), 'base64'))).toBe(hash)
  })

  it('that are broken are left out, and missing audio is said', async () => {
    expect(await shippedTemplates('/nowhere')).toEqual([])
    await expect(templateAudio('survey', '0'.repeat(64))).rejects.toMatchObject({ code: 'AUDIO_MISSING' })
  })
})
