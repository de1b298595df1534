import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Page, chromium } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { findChromium } from '../../../scripts/find-chromium.mjs'

export const name = 'editor-frames'

const nodes = 500
const rounds = 3
const dragMs = 4_000
type Kind = 'ours' | 'bare' | 'unwired'

/**
 * Frames while one of 500 nodes is dragged with all of them in view: the canvas of the editor, with the settings beside it, against React
 * Flow as it is out of the box with as many plain nodes, in the same browser, turn about.
 */
export async function run() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-frames-'))
  const page = fileURLToPath(new URL('./frames/', import.meta.url))
  const noAjv = fileURLToPath(new URL('../src/schema/no-ajv.ts', import.meta.url))
  try {
    await build({ configFile: false, root: page, logLevel: 'error', plugins: [react()], resolve: { alias: { '@rjsf/validator-ajv8': noAjv } }, worker: { format: 'es' }, build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 9000 } })
    const server = await serve(folder)
    const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const { port } = server.address() as AddressInfo
      const open = async (kind: Kind) => {
        const shown = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
        const openedMs = await opened(shown, `http://127.0.0.1:${port}/?kind=${kind}&nodes=${nodes}`)
        const fps = await framesWhileDragging(shown)
        await shown.context().close()
        return { fps, openedMs }
      }
      const results: Record<Kind, { fps: number; openedMs: number }[]> = { ours: [], bare: [], unwired: [] }
      for (let round = 0; round < rounds; round++) for (const kind of ['bare', 'ours', 'unwired'] as const) results[kind].push(await open(kind))
      const openedSeconds = (kind: Kind) => median(results[kind].map(({ openedMs }) => openedMs)) / 1000
      const fps = (kind: Kind) => median(results[kind].map((result) => result.fps))
      return {
        name,
        figures: [
          { label: 'frames a second while dragging, editor', value: fps('ours'), unit: '/s' },
          { label: 'the same, bare React Flow with the same wires', value: fps('bare'), unit: '/s' },
          { label: 'the same, bare React Flow without wires', value: fps('unwired'), unit: '/s' },
          { label: 'bare frames for one of the editor', value: fps('bare') / fps('ours'), unit: '×', goal: 1.25 },
          { label: 'opening the flow in the editor', value: openedSeconds('ours'), unit: 's', goal: 2 },
          { label: 'opening as many plain nodes in bare React Flow', value: openedSeconds('bare'), unit: 's' },
        ],
      }
    } finally {
      await browser.close()
      server.close()
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** What the measured page offers (frames/main.tsx). */
interface Frames {
  showAll(): Promise<unknown>
  framesWhileDragging(x: number, y: number, lastsMs: number): Promise<number>
}

/** Until every node is drawn and measured. */
async function opened(page: Page, address: string): Promise<number> {
  const start = performance.now()
  await page.goto(address)
  await page.waitForFunction((count) => document.querySelectorAll('.react-flow__node').length >= count && getComputedStyle(document.querySelector('.react-flow__node:last-child') ?? document.body).visibility === 'visible', nodes, { timeout: 60_000 })
  return performance.now() - start
}

/** Drags the node in the middle to and fro, one move a frame, and counts the frames that the browser manages. */
async function framesWhileDragging(page: Page): Promise<number> {
  await page.evaluate(() => (globalThis as unknown as Frames).showAll())
  await page.waitForTimeout(500)
  const box = await page.locator('.react-flow__node[data-id="n262"]').boundingBox()
  if (!box) throw new Error('the node is not drawn')
  const start = { x: box.x + box.width / 2, y: box.y + Math.min(4, box.height / 4) }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 })
  const fps = await page.evaluate(({ x, y, lastsMs }) => (globalThis as unknown as Frames).framesWhileDragging(x, y, lastsMs), { ...start, lastsMs: dragMs })
  const moved = await page.locator('.react-flow__node[data-id="n262"]').boundingBox()
  await page.mouse.up()
  if (Math.abs((moved?.x ?? box.x) - box.x) + Math.abs((moved?.y ?? box.y) - box.y) < 5) throw new Error('the node did not move')
  return fps
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
