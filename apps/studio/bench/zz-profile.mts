import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { chromium } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
const folder = '/tmp/d-helper/frames'
await build({ configFile: false, root: '/tmp/step3/apps/studio/bench/frames', logLevel: 'error', plugins: [react()], resolve: { alias: { '@rjsf/validator-ajv8': '/tmp/step3/apps/studio/src/schema/no-ajv.ts' } }, worker: { format: 'es' }, build: { outDir: folder, emptyOutDir: true, target: 'es2023', minify: false, chunkSizeWarningLimit: 9000 } })
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const server = http.createServer((q, r) => { const f = path.join(folder, new URL(q.url, 'http://x').pathname.replace(/^\/$/, '/index.html')); if (!fs.existsSync(f)) { r.writeHead(404).end(); return } r.writeHead(200, { 'content-type': types[path.extname(f)] ?? 'application/octet-stream' }); fs.createReadStream(f).pipe(r) })
await new Promise((ok) => server.listen(0, '127.0.0.1', ok))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const kind of (process.env.KINDS ?? 'ours,bare').split(',')) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.goto(`http://127.0.0.1:${server.address().port}/?kind=${kind}`)
  await page.waitForTimeout(4000)
  await page.evaluate(() => globalThis.showAll())
  await page.waitForTimeout(500)
  const css = process.env.CSS
  if (css) await page.addStyleTag({ content: css })
  const box = await page.locator('.react-flow__node[data-id="n262"]').boundingBox()
  const s = { x: box.x + box.width / 2, y: box.y + Math.min(4, box.height / 4) }
  await page.mouse.move(s.x, s.y); await page.mouse.down(); await page.mouse.move(s.x + 6, s.y + 6, { steps: 3 })
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Profiler.enable'); await cdp.send('Performance.enable'); await cdp.send('Profiler.start')
  const m0 = await cdp.send('Performance.getMetrics')
  const fps = await page.evaluate(({ x, y }) => globalThis.framesWhileDragging(x, y, 4000), s)
  const m1 = await cdp.send('Performance.getMetrics')
  const { profile } = await cdp.send('Profiler.stop')
  const self = new Map()
  const dt = profile.timeDeltas; const byId = new Map(profile.nodes.map((n) => [n.id, n]))
  profile.samples.forEach((id, i) => { const n = byId.get(id); const k = `${n.callFrame.functionName || '(anon)'} ${path.basename(n.callFrame.url)}:${n.callFrame.lineNumber}`; self.set(k, (self.get(k) ?? 0) + dt[i] / 1000) })
  const val = (m, n) => m.metrics.find((x) => x.name === n).value
  console.log(kind, fps.toFixed(1), 'ms/frame: script', ((val(m1, 'ScriptDuration') - val(m0, 'ScriptDuration')) * 1000 / (fps * 4)).toFixed(2), 'layout', ((val(m1, 'LayoutDuration') - val(m0, 'LayoutDuration')) * 1000 / (fps * 4)).toFixed(2), 'style', ((val(m1, 'RecalcStyleDuration') - val(m0, 'RecalcStyleDuration')) * 1000 / (fps * 4)).toFixed(2), 'task', ((val(m1, 'TaskDuration') - val(m0, 'TaskDuration')) * 1000 / (fps * 4)).toFixed(2))
  for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 1)) console.log('  ', (v / (fps * 4)).toFixed(2), k)
  await page.close()
}
await browser.close(); server.close()
