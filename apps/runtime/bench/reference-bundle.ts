import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Program, canRun, compileBundle } from '@madoguchi/engine'
import { nodeTypes as logic } from '@madoguchi/plugin-logic'
import { nodeTypes as queue } from '@madoguchi/plugin-queue'
import { nodeTypes as voice } from '@madoguchi/plugin-voice'

const folder = fileURLToPath(new URL('../../../flows/saitama-auto-tax', import.meta.url))

/** The documents of the shipped bundle, by path. */
export function referenceFiles(): [path: string, text: string][] {
  const paths = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'))
  return paths.map((file): [string, string] => [file.split(path.sep).join('/'), fs.readFileSync(path.join(folder, file), 'utf8')])
}

/** The shipped bundle, compiled as a release is. @throws Error when it cannot be run */
export async function referenceProgram(): Promise<Program> {
  const nodeTypes = new Map([...voice, ...logic, ...queue].map((type) => [type.type, type]))
  const { program, problems } = await compileBundle(referenceFiles(), { nodeTypes })
  if (!program || !canRun(problems)) throw new Error(`the reference bundle cannot be run: ${problems.map(({ message }) => message.en).join('; ')}`)
  return program
}
