// Makes a bare clone ready: libraries installed, database client generated. Only built-in modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...names) => path.join(root, ...names)

/** Says one thing in both languages, as every script of this project does. */
export function say(ja, en) {
  process.stdout.write(`${ja} / ${en}\n`)
}

/** Seconds since `start` (milliseconds), as people read them. */
export function elapsed(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`
}

/** One hash over the content of files; a missing file counts as empty. */
export function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(fs.existsSync(file) ? fs.readFileSync(file) : '').update('\0')
  return hash.digest('hex')
}

/** All files below a folder, sorted; without node_modules and hidden ones. */
export function filesBelow(folder) {
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    const full = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(full) : [full]
  }).sort()
}

/** Installs libraries and generates the database client where they are missing or older than their sources. Ends the process when that fails. */
export function ensure() {
  checkNode()
  installLibraries()
  generateClient()
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return
  fail(`Node.js ${process.versions.node} では動きません。20.19以上、22.12以上、または24以上を入れてください。`, `Node.js ${process.versions.node} is too old. Install 20.19+, 22.12+ or 24+.`)
}

function installLibraries() {
  const stamp = at('node_modules', '.madoguchi-lock')
  const wanted = hashOf([at('package-lock.json')])
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return
  // Someone who ran npm ci or npm install by hand needs no second one.
  const npmStamp = at('node_modules', '.package-lock.json')
  const byHand = fs.existsSync(npmStamp) && fs.statSync(npmStamp).mtimeMs >= fs.statSync(at('package-lock.json')).mtimeMs && !fs.existsSync(stamp)
  if (!byHand) {
    const start = Date.now()
    say('ライブラリーをインストールしています（初回は1～2分）', 'Installing libraries (a minute or two the first time)')
    const [program, ...before] = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
    const result = spawnSync(program, [...before, 'ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: program.endsWith('.cmd') })
    if (result.status !== 0) fail('ライブラリーをインストールできませんでした。ネットワークと上の表示を確認して、もう一度実行してください。', 'The libraries could not be installed. Check the network and the lines above, then run this again.')
    say(`インストールしました（${elapsed(start)}）`, `Installed (${elapsed(start)})`)
  }
  fs.writeFileSync(stamp, wanted)
}

function generateClient() {
  const runtime = at('apps', 'runtime')
  const generated = path.join(runtime, 'src', 'generated', 'prisma')
  const stamp = path.join(generated, '.schema-hash')
  const wanted = hashOf([path.join(runtime, 'prisma', 'schema.prisma'), at('node_modules', 'prisma', 'package.json')])
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return
  const start = Date.now()
  say('データベースのプログラムを生成しています', 'Generating the database client')
  const cli = at('node_modules', 'prisma', 'build', 'index.js')
  const result = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], { cwd: runtime, encoding: 'utf8', env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' } })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}`)
    fail('データベースのプログラムを生成できませんでした。上の表示を確認してください。', 'The database client could not be generated. See the lines above.')
  }
  fs.writeFileSync(stamp, wanted)
  say(`生成しました（${elapsed(start)}）`, `Generated (${elapsed(start)})`)
}

function fail(ja, en) {
  process.stderr.write(`${ja}\n${en}\n`)
  process.exit(1)
}
