import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type Page, chromium } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { findChromium } from '../../../scripts/find-chromium.mjs'
import { dataFolder, freePort, startOn } from '../e2e/start-runtime.ts'
import { largeFlow } from './frames/large-flow.ts'

export const name = 'editor-frames'

const studioFolder = fileURLToPath(new URL('../dist', import.meta.url))
const nodes = 500
const rounds = 5
const dragMs = 2_500
type Kind = 'ours' | 'bare' | 'unwired'
const kinds = ['bare', 'ours', 'unwired'] as const

interface Drag {
  fps: number
  /** Of the browser's process for the page, all threads: what a frame costs, whatever else the machine does. */
  cpuMsPerFrame: number
  openedMs: number
}

/**
 * Frames while one of 500 nodes is dragged with all of them in view: the canvas of the editor, with the settings beside it, against React
 * Flow as it is out of the box with as many plain nodes, in the same browser, window and by the same path, turn about. Each round compares its
 * own neighbours, and the middle round counts, so that what else the machine does meets both. Then the flow is opened in the whole studio.
 */
export async function run() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-frames-'))
  const page = fileURLToPath(new URL('./frames/', import.meta.url))
  const noAjv = fileURLToPath(new URL('../src/schema/no-ajv.ts', import.meta.url))
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    await build({ configFile: false, root: page, logLevel: 'error', plugins: [react()], resolve: { alias: { '@rjsf/validator-ajv8': noAjv } }, worker: { format: 'es' }, build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 9000 } })
    const server = await serve(folder)
    const { port } = server.address() as AddressInfo
    const results: Record<Kind, Drag[]> = { ours: [], bare: [], unwired: [] }
    for (let round = 0; round < rounds; round++) for (const kind of kinds) results[kind].push(await dragged(browser, `http://127.0.0.1:${port}/?kind=${kind}&nodes=${nodes}`))
    server.close()
    const studio = await openedInStudio(browser, rounds)
    const middle = (kind: Kind, of: keyof Drag) => median(results[kind].map((result) => result[of]))
    const against = (kind: Kind, of: (ours: Drag, other: Drag) => number) => median(results.ours.flatMap((ours, round) => (results[kind][round] ? [of(ours, results[kind][round])] : [])))
    return {
      name,
      figures: [
        { label: 'frames a second while dragging, editor', value: middle('ours', 'fps'), unit: '/s' },
        { label: 'the same, bare React Flow with the same wires', value: middle('bare', 'fps'), unit: '/s' },
        { label: 'the same, bare React Flow without wires', value: middle('unwired', 'fps'), unit: '/s' },
        { label: 'bare frames for one of the editor', value: against('bare', (ours, bare) => bare.fps / ours.fps), unit: '×', goal: 1.25 },
        { label: 'bare frames without wires for one of the editor', value: against('unwired', (ours, bare) => bare.fps / ours.fps), unit: '×', goal: 1.25 },
        { label: 'work for a frame, editor', value: middle('ours', 'cpuMsPerFrame'), unit: 'ms' },
        { label: 'work for a frame, bare React Flow with the same wires', value: middle('bare', 'cpuMsPerFrame'), unit: 'ms' },
        { label: 'work for a frame, bare React Flow without wires', value: middle('unwired', 'cpuMsPerFrame'), unit: 'ms' },
        { label: 'work of the editor for one of bare React Flow', value: against('bare', (ours, bare) => ours.cpuMsPerFrame / bare.cpuMsPerFrame), unit: '×', goal: 1.25 },
        { label: 'opening the canvas and its settings alone', value: middle('ours', 'openedMs') / 1000, unit: 's', goal: 2 },
        { label: 'opening as many plain nodes in bare React Flow', value: middle('bare', 'openedMs') / 1000, unit: 's' },
        { label: 'opening the flow in the studio, from the list of flows', value: studio.fromListMs / 1000, unit: 's', goal: 2 },
        { label: 'opening the flow in the studio by its address, nothing in the cache', value: studio.byAddressMs / 1000, unit: 's', goal: 2 },
      ],
    }
  } finally {
    await browser.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

async function dragged(browser: Browser, address: string): Promise<Drag> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  const start = performance.now()
  await page.goto(address)
  await drawn(page)
  const openedMs = performance.now() - start
  const drag = await framesWhileDragging(browser, page)
  await page.context().close()
  return { ...drag, openedMs }
}

/** In the studio as it is served, over the draft of the demo with the flow added. */
async function openedInStudio(browser: Browser, times: number): Promise<{ fromListMs: number; byAddressMs: number }> {
  if (!fs.existsSync(path.join(studioFolder, 'index.html'))) throw new Error('build the studio first: npm run build -w @madoguchi/studio')
  const data = dataFolder()
  const runtime = await startOn(await freePort(), data)
  try {
    const [fromList, byAddress]: [number[], number[]] = [[], []]
    for (let time = 0; time < times; time++) {
      const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
      await logIn(page, runtime.address)
      if (time === 0) await tell(page, runtime.address, 'drafts.save', { path: 'call/large.json', content: JSON.stringify(largeFlow(nodes)), baseRevision: null })
      byAddress.push(await timed(() => page.goto(`${runtime.address}/flows/large`).then(() => drawn(page))))
      await page.goto(`${runtime.address}/flows`)
      const link = page.locator('a[href="/flows/large"]').first()
      await link.waitFor()
      fromList.push(await timed(() => link.click().then(() => drawn(page))))
      await page.context().close()
    }
    return { fromListMs: median(fromList), byAddressMs: median(byAddress) }
  } finally {
    await runtime.stop()
    fs.rmSync(data, { recursive: true, force: true })
  }
}

async function logIn(page: Page, address: string): Promise<void> {
  const options = (await (await page.request.get(`${address}/trpc/logIn.options`)).json()) as { result: { data: { demo: { id: string; role: string }[] } } }
  await tell(page, address, 'logIn.asDemo', { personId: options.result.data.demo.find(({ role }) => role === 'administrator')?.id })
}

async function tell(page: Page, address: string, procedure: string, data: unknown): Promise<void> {
  const response = await page.request.post(`${address}/trpc/${procedure}`, { headers: { origin: address, 'content-type': 'application/json' }, data })
  if (!response.ok()) throw new Error(`${procedure}: ${response.status()} ${await response.text()}`)
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/** What the measured page offers (frames/main.tsx). */
interface Frames {
  showAll(): Promise<unknown>
  framesWhileDragging(x: number, y: number, lastsMs: number): Promise<number>
}

/** Until every node stands on the canvas, and those in sight show what they are. */
async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(
    (count) => {
      const shown = [...document.querySelectorAll('.react-flow__node')]
      const inSight = shown.filter((node) => {
        const { x, y } = node.getBoundingClientRect()
        return x > 320 && y > 160 && x < 800 && y < 600
      })
      return shown.length >= count && shown.every((node) => getComputedStyle(node).visibility === 'visible') && inSight.length > 0 && inSight.every((node) => node.textContent !== '')
    },
    nodes,
    { timeout: 60_000, polling: 50 },
  )
}

/** Drags the node in the middle to and fro, one move a frame, and counts the frames that the browser manages. */
async function framesWhileDragging(browser: Browser, page: Page): Promise<Omit<Drag, 'openedMs'>> {
  await page.evaluate(() => (globalThis as unknown as Frames).showAll())
  await page.waitForTimeout(500)
  const box = await page.locator('.react-flow__node[data-id="n262"]').boundingBox()
  if (!box) throw new Error('the node is not drawn')
  const start = { x: box.x + box.width / 2, y: box.y + Math.min(4, box.height / 4) }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 })
  const before = await cpuSeconds(browser)
  const fps = await page.evaluate(({ x, y, lastsMs }) => (globalThis as unknown as Frames).framesWhileDragging(x, y, lastsMs), { ...start, lastsMs: dragMs })
  const after = await cpuSeconds(browser)
  const moved = await page.locator('.react-flow__node[data-id="n262"]').boundingBox()
  await page.mouse.up()
  if (Math.abs((moved?.x ?? box.x) - box.x) + Math.abs((moved?.y ?? box.y) - box.y) < 5) throw new Error('the node did not move')
  const used = [...after].reduce((sum, [process, seconds]) => sum + seconds - (before.get(process) ?? 0), 0)
  return { fps, cpuMsPerFrame: (used * 1_000_000) / (fps * dragMs) }
}

/** Of each page's process so far. */
async function cpuSeconds(browser: Browser): Promise<Map<number, number>> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return new Map(processInfo.flatMap(({ type, id, cpuTime }) => (type === 'renderer' ? [[id, cpuTime] as const] : [])))
}

function serve(folder: string): Promise<http.Server> {
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
  return new Promise((resolve) => {
    const server = http.createServer((request, response) => {
      const file = path.join(folder, path.normalize(new URL(request.url ?? '/', 'http://x').pathname).replace(/^\/$/, '/index.html'))
      if (!file.startsWith(folder) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
      fs.createReadStream(file).pipe(response)
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
