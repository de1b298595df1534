import fs from 'node:fs'
import path from 'node:path'
import { createHash } from 'node:crypto'
import Type from 'typebox'
import Value from 'typebox/value'
import { StatedError } from '../stated-error.ts'

/** A package of a third party as it was read, once: what is hashed here is what runs, whatever happens to the folder afterwards. */
export interface PackageFiles {
  name: string
  version: string
  /** Relative paths with `/`, sorted. */
  files: ReadonlyMap<string, Buffer>
  /** SHA-256 over all paths and contents. */
  contentHash: string
  /** The entry that exports `plugin`, and the one that exports `services` where there is one. */
  entry: string
  serverEntry: string | undefined
}

const limits = { files: 500, bytes: 20_000_000 }
const entryPath = Type.String({ pattern: '^\\./[A-Za-z0-9_./-]+\\.m?js$' })
const PackageJson = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 214 }),
  version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?$' }),
  type: Type.Literal('module'),
  exports: Type.Object({ '.': entryPath, './server': Type.Optional(entryPath) }),
})

/** The folders of packages in the plugin folder: its own, and those in folders of scopes (`@name/`). Links are not followed. */
export function packageFolders(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  const inside = (at: string) => fs.readdirSync(at, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => path.join(at, name)).sort()
  return inside(folder).flatMap((at) => (path.basename(at).startsWith('@') ? inside(at) : [at]))
}

/** @throws StatedError PLUGIN_UNREADABLE that says what is wrong with the package */
export function readPackage(folder: string): PackageFiles {
  const files = readFiles(folder)
  const described = parsed(files.get('package.json'))
  if (!Value.Check(PackageJson, described)) {
    const first = described === undefined ? undefined : Value.Errors(PackageJson, described)[0]
    const place = first === undefined ? '' : ` (${first.instancePath || '/'} ${first.message})`
    throw unreadable(`package.json がないか、必要な項目（name、version、type: module、exports の "."）が正しくありません${place}。`, `It has no package.json with name, version, type "module" and the export "."${place}.`)
  }
  const { name, version, exports } = described
  const entry = exports['.'].slice(2)
  const serverEntry = exports['./server']?.slice(2)
  for (const wanted of [entry, ...(serverEntry === undefined ? [] : [serverEntry])]) {
    if (!files.has(wanted)) throw unreadable(`exports が指すファイル ${wanted} がありません。`, `The file ${wanted} that exports names is not there.`)
  }
  return { name, version, files, contentHash: hashOf(files), entry, serverEntry }
}

function readFiles(root: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  let bytes = 0
  const open = ['']
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of fs.readdirSync(path.join(root, at), { withFileTypes: true })) {
      const relative = at === '' ? entry.name : `${at}/${entry.name}`
      if (entry.isDirectory()) open.push(relative)
      else if (entry.isFile()) {
        const content = fs.readFileSync(path.join(root, relative))
        bytes += content.length
        files.set(relative, content)
      } else throw unreadable(`${relative} はファイルでもフォルダーでもありません（リンクは使えません）。`, `${relative} is neither a file nor a folder (links are not followed).`)
      if (files.size > limits.files || bytes > limits.bytes) throw unreadable(`大きすぎます（${limits.files}ファイル、${limits.bytes / 1e6} MBまで）。`, `It is too large (at most ${limits.files} files, ${limits.bytes / 1e6} MB).`)
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function hashOf(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256').update('madoguchi plugin 1\n')
  for (const [name, content] of files) hash.update(`${JSON.stringify(name)} ${createHash('sha256').update(content).digest('hex')}\n`)
  return hash.digest('hex')
}

function parsed(text: Buffer | undefined): unknown {
  try {
    return text && JSON.parse(text.toString('utf8'))
  } catch {
    return undefined
  }
}

function unreadable(ja: string, en: string): StatedError {
  return new StatedError('PLUGIN_UNREADABLE', { ja, en })
}
