import fs from 'node:fs/promises'
import path from 'node:path'
import { shortBundle, type TestBundle } from './short-bundle.ts'

/** What the bad neighbour does behind a key of the after-hours menu. */
export const deeds = { 2: 'loop', 5: 'buffer', 6: 'flood' } as const

/**
 * Writes the short reference bundle into a folder, with nodes of third parties behind the keys of its after-hours menu: 3 tells where to pay, the
 * keys of `deeds` lead through the bad neighbour and back, 1 only asks again.
 */
export async function writePluginBundle(folder: string): Promise<TestBundle> {
  const bundle = await shortBundle()
  // What the shipped scenarios expect behind these keys is no longer there.
  const files = new Map([...bundle.files.files].filter(([name]) => !name.startsWith('scenario/')))
  const change = (file: string, edit: (document: Record<string, unknown>) => unknown) => files.set(file, JSON.stringify(edit(JSON.parse(files.get(file) ?? '{}') as Record<string, unknown>)))
  change('bundle.json', (document) => ({ ...document, plugins: [...(document['plugins'] as string[]), 'madoguchi-plugin-payment-places', 'madoguchi-plugin-bad-neighbour'] }))
  change('call/after-hours.json', (flow) => {
    const nodes = flow['nodes'] as Record<string, { next: Record<string, string> }>
    const bad = Object.entries(deeds).map(([key, deed]) => [`bad-${key}`, { type: 'bad-neighbour.do', config: { deed, variable: 'result' }, next: { done: 'menu', error: 'menu' } }])
    const places = { type: 'payment-places.tell', config: { prompt: 'g.ah.web', kinds: ['tax-office'], most: 1, attempts: 1, timeoutSeconds: 5 }, next: { told: 'goodbye', none: 'goodbye', 'no-input': 'goodbye', error: 'no-usable-key' } }
    const keys = Object.fromEntries(Object.keys(deeds).map((key) => [key, `bad-${key}`]))
    const menu = { ...nodes['menu'], next: { ...nodes['menu']?.next, 1: 'menu', 3: 'places', ...keys } }
    return { ...flow, nodes: { ...nodes, menu, places, ...Object.fromEntries(bad) } }
  })
  for (const [name, text] of files) await write(path.join(folder, name), text)
  for (const [sha, { bytes }] of bundle.files.audio) await write(path.join(folder, 'audio', `${sha}.wav`), bytes)
  return bundle
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true })
  await fs.writeFile(file, content)
}
