// npm test: everything that this machine can show. The last line is `N passed, N failed`; what could not run is named before it.
import { ensure } from './ensure.mjs'
import { report, runStages } from './test/run-stages.mjs'
import { stages } from './test/stages.mjs'

const index = process.argv.indexOf('--only')
const only = index === -1 ? undefined : process.argv[index + 1]
const chosen = stages.filter((stage) => (only === undefined ? stage.always : stage.name === only || stage.group === only))
if (chosen.length === 0) {
  const names = [...new Set(stages.flatMap((stage) => [stage.group, stage.name]))].join('|')
  process.stderr.write(`--only ${names}\n`)
  process.exit(2)
}
ensure()
const results = await runStages(chosen)
process.exitCode = report(results, process.env.CI === 'true' || process.env.CI === '1')
