import fs from 'node:fs'
import path from 'node:path'

const said = { ja: '試験', en: 'Test' }

/** Writes a package with one node type into a plugin folder, as somebody would install it. `files` adds to it or takes the place of its files. */
export function writePlugin(folder: string, id: string, { version = '1.0.0', files = {} }: { version?: string; files?: Readonly<Record<string, string>> } = {}): string {
  const name = `madoguchi-plugin-${id}`
  const node = { type: `${id}.do`, title: said, description: said, icon: 'M0 0', needs: ['call'], config: { type: 'object', additionalProperties: false, properties: {} }, exits: [{ id: 'done', title: said }] }
  const all: Record<string, string> = {
    'package.json': JSON.stringify({ name, version, type: 'module', exports: { '.': './src/index.js' } }),
    'src/index.js': `const plugin = ${JSON.stringify({ name, id, title: said, nodeTypes: [node] })}\nplugin.nodeTypes[0].run = ({ leave }) => leave('done')\nexport { plugin }\n`,
    ...files,
  }
  for (const [file, content] of Object.entries(all)) {
    const at = path.join(folder, id, file)
    fs.mkdirSync(path.dirname(at), { recursive: true })
    fs.writeFileSync(at, content)
  }
  return name
}
