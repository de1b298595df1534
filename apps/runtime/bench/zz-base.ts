import fs from 'node:fs'
import path from 'node:path'
import { compileBundle, runSession, SimulatedWorld } from '/work/main/apps/engine/src/index.ts'
import { nodeTypes as v } from '/work/main/plugins/voice/src/index.ts'
import { nodeTypes as l } from '/work/main/plugins/logic/src/index.ts'
import { nodeTypes as q } from '/work/main/plugins/queue/src/index.ts'
const root = '/work/main/flows/saitama-auto-tax'
const files: [string,string][] = []
for (const e of fs.readdirSync(root, { recursive: true }) as string[]) if (e.endsWith('.json')) files.push([e, fs.readFileSync(path.join(root, e), 'utf8')])
const nodeTypes = new Map([...v, ...l, ...q].map((t) => [t.type, t]))
const { program, problems } = await compileBundle(files, { nodeTypes })
console.log(problems.length, problems.slice(0,3))
const at = Date.parse('2026-11-24T20:00:00+09:00')
const start = { to: '0570012229', from: '0312345678', startedAtMs: at, seed: 1 }
const r = await runSession(program!, start, new SimulatedWorld({ press: ['4'] }))
console.log(r.trace.map(e => JSON.stringify(e)).join('\n'), JSON.stringify(r.journal.map(j=>j.operation)))
for (let round=0; round<4; round++) {
  const t = performance.now()
  for (let i=0;i<20000;i++) await runSession(program!, start, new SimulatedWorld({ press: ['4'] }))
  console.log('us/call', (performance.now()-t)/20)
}
const t2 = performance.now()
const y = Date.parse('2026-04-01T00:00:00+09:00')
for (let i=0;i<525600;i++) await runSession(program!, { to: '0570012229', from: '0312345678', startedAtMs: y+i*60000, seed: 1 }, new SimulatedWorld({ press: ['hang'] }))
console.log('year s', (performance.now()-t2)/1000)
