import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { elapsed, root } from '../ensure.mjs'
import { findChromium } from '../find-chromium.mjs'

/** How each test runner is asked for figures, and where they stand in its answer. */
const reporters = {
  vitest: {
    flags: (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    environment: () => ({}),
    read: (figures) => ({ passed: figures.numPassedTests, failed: figures.numFailedTests + figures.testResults.filter(isBrokenFile).length, skipped: figures.numPendingTests + figures.numTodoTests }),
  },
  playwright: {
    flags: () => ['--reporter=line,json'],
    environment: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
    read: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
  },
}

/** A test file that could not even be loaded holds no failed test, but is one. */
const isBrokenFile = (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')

/** Runs stages one after another; a failed one does not hide what comes after it. */
export async function runStages(stages) {
  const results = []
  for (const stage of stages) results.push(await runStage(stage))
  return results
}

async function runStage(stage) {
  const lacking = stage.missing?.()
  if (lacking !== undefined) return { stage, notRun: lacking, passed: 0, failed: 0, skipped: 0 }
  const start = Date.now()
  process.stdout.write(`\n── ${stage.title}\n`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-test-'))
  try {
    const file = path.join(folder, 'figures.json')
    await stage.prepare?.()
    const status = await run(stage, file)
    const figures = readFigures(stage, file, status)
    process.stdout.write(`── ${stage.name}: ${figures.passed} passed, ${figures.failed} failed (${elapsed(start)})\n`)
    return { stage, ...figures }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function run(stage, figuresFile) {
  const reporter = reporters[stage.reporter]
  const [program, ...args] = stage.command()
  const chromium = findChromium()
  const environment = { ...process.env, ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }), ...reporter?.environment(figuresFile) }
  return new Promise((resolve) => {
    const child = spawn(program, [...args, ...(reporter?.flags(figuresFile) ?? [])], { cwd: path.join(root, stage.cwd ?? ''), stdio: 'inherit', env: environment })
    child.on('error', () => resolve(1))
    child.on('close', (status) => resolve(status ?? 1))
  })
}

/** A runner that fails without a failed test (it crashed, found no test, or an error was left unhandled) counts as one failure. */
function readFigures(stage, file, status) {
  if (stage.reporter === undefined) return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const figures = reporters[stage.reporter].read(JSON.parse(fs.readFileSync(file, 'utf8')))
  return { ...figures, failed: Math.max(figures.failed, status === 0 ? 0 : 1) }
}

/** Prints what did not run and the sums; returns the exit status. */
export function report(results, isCi) {
  const sum = (name) => results.reduce((total, result) => total + result[name], 0)
  process.stdout.write('\n')
  for (const { stage, notRun } of results) if (notRun !== undefined) process.stdout.write(`not run: ${stage.name}: ${notRun}\n`)
  if (sum('skipped') > 0) process.stdout.write(`not run: ${sum('skipped')} skipped test(s)\n`)
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
  const lackingInCi = isCi && results.some(({ stage, notRun }) => notRun !== undefined && stage.ciProvides)
  return sum('failed') > 0 || sum('passed') === 0 || lackingInCi ? 1 : 0
}
