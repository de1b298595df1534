// The screens as the runtime serves them: npm start and the browser tests both need them.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { elapsed, filesBelow, hashOf, root, say } from './ensure.mjs'

/** The studio bundles engine, plugins and schemas too, so a change in any of them makes it old. */
function studioSources() {
  const folders = ['apps/studio', 'apps/engine/src', 'schemas/src', ...fs.readdirSync(path.join(root, 'plugins')).map((name) => `plugins/${name}/src`)]
  const dist = path.join(root, 'apps/studio/dist')
  const files = folders.flatMap((folder) => filesBelow(path.join(root, folder))).filter((file) => !file.startsWith(dist) && !/\.(test|stories)\.tsx?$/.test(file))
  return [...files, path.join(root, 'package-lock.json')]
}

/** Builds the studio where it is missing or older than its sources. Ends the process when that fails. */
export async function buildStudio() {
  const studio = path.join(root, 'apps/studio')
  if (!fs.existsSync(path.join(studio, 'index.html'))) return say('画面（スタジオ）のソースがないため、画面なしで起動します', 'Starting without the studio: its sources are missing')
  const stamp = path.join(studio, 'dist', '.source-hash')
  const wanted = hashOf(studioSources())
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return
  const start = Date.now()
  say('画面（スタジオ）を作成しています（30秒ほど）', 'Building the studio (about 30 seconds)')
  const { status, output } = await runQuietly(path.join(root, 'node_modules/vite/bin/vite.js'), studio, start)
  if (status !== 0) {
    process.stderr.write(`${output}\n画面を作成できませんでした。上の表示を確認してください。\nThe studio could not be built. See the lines above.\n`)
    process.exit(1)
  }
  await compress(path.join(studio, 'dist/assets'))
  fs.writeFileSync(stamp, wanted)
  say(`作成しました（${elapsed(start)}）`, `Built (${elapsed(start)})`)
}

/** Scripts and styles are also laid down compressed, once, so that the runtime sends a third of the bytes without any work. */
async function compress(folder) {
  const compressed = promisify(gzip)
  const files = filesBelow(folder).filter((file) => /\.(?:js|css)$/.test(file) && fs.statSync(file).size > 1_000)
  await Promise.all(files.map(async (file) => fs.promises.writeFile(`${file}.gz`, await compressed(await fs.promises.readFile(file), { level: 9 }))))
}

/** Vite's own lines help nobody who starts a contact center; they are shown when it fails. */
function runQuietly(vite, cwd, start) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    const progress = setInterval(() => say(`　作成中… ${elapsed(start)}`, `building… ${elapsed(start)}`), 5_000)
    child.on('close', (status) => {
      clearInterval(progress)
      resolve({ status, output })
    })
  })
}
