// The benchmarks: `npm run bench [-- NAME…] [--json]`. Each `apps/*/bench/*.bench.ts` runs in a process of its own, so that none warms up or
// clutters the next. Exit status 1 when a figure misses its goal or a benchmark fails, 2 for a name that does not exist.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const json = process.argv.includes('--json')
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))

const all = findBenches()
const unknown = names.filter((name) => !all.some((bench) => bench.name === name))
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. / ベンチマーク ${unknown.join(', ')} はありません。\nBenchmarks: ${all.map(({ name }) => name).join(', ')}\n`)
  process.exit(2)
}

const results = []
for (const bench of all.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const result = await runBench(bench)
  results.push(result)
  if (!json) print(result)
}
if (json) process.stdout.write(`${JSON.stringify(results.map(({ name, figures, skipped, failed }) => ({ name, figures, ...(skipped && { skipped }), ...(failed && { failed }) })))}\n`)
process.exitCode = results.some(({ failed, figures }) => failed || figures.some(misses)) ? 1 : 0

/** A file is named after its benchmark. */
function findBenches() {
  const apps = fs.readdirSync(path.join(root, 'apps')).map((app) => path.join(root, 'apps', app, 'bench')).filter((folder) => fs.existsSync(folder))
  const files = apps.flatMap((folder) => fs.readdirSync(folder).filter((file) => file.endsWith('.bench.ts')).map((file) => path.join(folder, file)))
  return files.map((file) => ({ name: path.basename(file, '.bench.ts'), file })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The result comes back on a channel of its own: what a benchmark prints stays on standard error. */
function runBench({ name, file }) {
  const script = `const { run } = await import(${JSON.stringify(pathToFileURL(file).href)}); process.send(await run())`
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: root, stdio: ['ignore', process.stderr, 'inherit', 'ipc'] })
    let result
    child.on('message', (message) => {
      result = message
      child.disconnect()
    })
    child.on('exit', (status) => resolve(result && status === 0 ? result : { name, figures: [], failed: `ended with status ${status}` }))
  })
}

function misses({ value, goal }) {
  return goal !== undefined && !(value <= goal)
}

function print({ name, figures, skipped, failed }) {
  process.stdout.write(`\n${name}\n`)
  if (skipped) process.stdout.write(`  not run: ${skipped}\n`)
  if (failed) process.stdout.write(`  failed: ${failed}\n`)
  const width = Math.max(0, ...figures.map(({ label }) => label.length))
  for (const figure of figures) {
    const { label, value, unit, goal } = figure
    const shown = Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2)
    const verdict = goal === undefined ? '' : `   goal ≤ ${goal} ${unit}: ${misses(figure) ? 'MISSED' : 'met'}`
    process.stdout.write(`  ${label.padEnd(width)}  ${shown.padStart(12)} ${unit}${verdict}\n`)
  }
}
