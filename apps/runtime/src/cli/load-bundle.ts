import path from 'node:path'
import { type Compiled, type Program, canRun, compileBundle } from '@madoguchi/engine'
import type { Problem } from '@madoguchi/schemas'
import type { BundleFiles } from '../bundles/bundle-files.ts'
import { isFile, readBundleInFile } from '../bundles/read-bundle-in-file.ts'
import { readBundleFolder } from '../bundles/read-bundle-folder.ts'
import { nodeTypes, pluginNames } from '../node-types.ts'
import { hasVoice } from '../speech/synthesised-voice.ts'
import { StatedError } from '../stated-error.ts'

/** A bundle that a command was given: its files, and everything found while reading and compiling it. */
export interface LoadedBundle {
  /** The folder, or `release:N`. */
  name: string
  release: number | undefined
  files: BundleFiles
  program: Program | undefined
  problems: Problem[]
}

/**
 * Loads a BUNDLE operand: a folder, the one file that the studio exports, or `release:N` of the installation.
 * @throws StatedError BUNDLE_UNREADABLE when there is no such folder or nothing in it is a bundle
 */
export async function loadBundle(operand: string): Promise<LoadedBundle> {
  const release = /^release:(\d+)$/.exec(operand)?.[1]
  if (release !== undefined) {
    const { withInstallation } = await import('./installation.ts')
    const files = await withInstallation(({ releases }) => releases.releaseBundle(Number(release)))
    return { name: operand, release: Number(release), files, ...(await compileFiles(files)) }
  }
  const { bundle: files, problems } = await ((await isFile(operand)) ? readBundleInFile(operand) : readBundleFolder(operand))
  if (!files.files.has('bundle.json') && problems.length === 0) throw notABundle(operand)
  const compiled = await compileFiles(files)
  return { name: operand, release: undefined, files, program: compiled.program, problems: withoutRepeats([...problems, ...compiled.problems]) }
}

/** A bundle to run calls on. @throws StatedError BUNDLE_UNREADABLE naming the first place that must be mended */
export async function loadProgram(operand: string): Promise<LoadedBundle & { program: Program }> {
  const loaded = await loadBundle(operand)
  const { program, problems } = loaded
  if (program && canRun(problems)) return { ...loaded, program }
  const first = problems.find((problem) => problem.severity === 'error' && !canRun([problem])) ?? problems[0]
  const place = first ? `${path.join(operand, first.document)}${first.document.endsWith('.json') ? '' : '.json'}${first.pointer}` : operand
  throw new StatedError('BUNDLE_UNREADABLE', { ja: `${place}: ${first?.message.ja ?? '実行できません。'}`, en: `${place}: ${first?.message.en ?? 'cannot be run.'}` })
}

async function compileFiles({ files, audio }: BundleFiles): Promise<Compiled> {
  return compileBundle(files, { nodeTypes, plugins: pluginNames, audio: { has: (sha256) => audio.has(sha256), speaks: hasVoice(process.env) } })
}

/** A corrupt file is found by the folder and, as missing audio, by the prompt; the former says more. */
function withoutRepeats(problems: Problem[]): Problem[] {
  const corrupt = new Set(problems.filter(({ code }) => code === 'prompt-audio-corrupt').map(({ document }) => document))
  return problems.filter(({ code, message }) => code !== 'prompt-audio-missing' || ![...corrupt].some((file) => message.en.includes(file)))
}

function notABundle(folder: string): StatedError {
  return new StatedError('BUNDLE_UNREADABLE', { ja: `${folder} には設定一式（bundle.json）がありません。`, en: `${folder} holds no bundle (bundle.json).` })
}
