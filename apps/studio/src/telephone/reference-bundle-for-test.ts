import { readFileSync, readdirSync } from 'node:fs'
import { type Compiled, compileBundle } from '@madoguchi/engine'
import { nodeTypes } from '../editor/node-types.ts'

const root = new URL('../../../../flows/saitama-auto-tax/', import.meta.url)

/** The reference bundle as the editor would hold it. */
export function referenceFiles(): [path: string, text: string][] {
  const paths = readdirSync(root, { recursive: true }).map((path) => String(path).replaceAll('\\', '/'))
  return paths.filter((path) => path.endsWith('.json') && !path.startsWith('audio/')).map((path) => [path, readFileSync(new URL(path, root), 'utf8')])
}

export async function referenceProgram(): Promise<NonNullable<Compiled['program']>> {
  const { program } = await compileBundle(referenceFiles(), { nodeTypes })
  if (!program) throw new Error('the reference bundle does not compile')
  return program
}
