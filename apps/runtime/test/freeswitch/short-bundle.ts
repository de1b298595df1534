import { createHash } from 'node:crypto'
import { compileBundle, type Program } from '@madoguchi/engine'
import type { BundleFiles } from '../../src/bundles/bundle-files.ts'
import { readBundleFolder } from '../../src/bundles/read-bundle-folder.ts'
import { nodeTypes } from '../../src/node-types.ts'

export interface TestBundle {
  program: Program
  files: BundleFiles
  /** The audio of a prompt, by its id. */
  audioOf(prompt: string): string
}

const referenceFolder = new URL('../../../../flows/saitama-auto-tax', import.meta.url).pathname

/** The reference bundle as it is shipped. */
export async function referenceBundle(): Promise<TestBundle> {
  return compiled((await readBundleFolder(referenceFolder)).bundle)
}

/** The reference bundle with each guidance as a short tone of its own, and short waits: the same flows in seconds instead of minutes. */
export async function shortBundle({ promptSeconds = 0.4, timeoutSeconds = 3 } = {}): Promise<TestBundle> {
  const { bundle } = await readBundleFolder(referenceFolder)
  const audio: BundleFiles['audio'] = new Map()
  const shaOf = new Map<string, string>()
  for (const [index, sha] of [...bundle.audio.keys()].entries()) {
    const bytes = tone(300 + index * 40, promptSeconds)
    shaOf.set(sha, createHash('sha256').update(bytes).digest('hex'))
    audio.set(shaOf.get(sha) ?? '', { bytes, seconds: promptSeconds, mediaType: 'audio/wav' })
  }
  const files = new Map([...bundle.files].map(([path, text]) => [path, shorten(path, text, shaOf, promptSeconds, timeoutSeconds)]))
  return compiled({ files, audio })
}

function shorten(path: string, text: string, shaOf: ReadonlyMap<string, string>, seconds: number, timeoutSeconds: number): string {
  const renamed = text.replaceAll(/[0-9a-f]{64}/g, (sha) => shaOf.get(sha) ?? sha)
  if (path.startsWith('prompts/')) return renamed.replaceAll(/"seconds": [\d.]+/g, `"seconds": ${seconds}`)
  return renamed.replaceAll(/"timeoutSeconds": \d+/g, `"timeoutSeconds": ${timeoutSeconds}`)
}

async function compiled(files: BundleFiles): Promise<TestBundle> {
  const { program } = await compileBundle(files.files, { nodeTypes, audio: { has: (sha) => files.audio.has(sha) } })
  if (!program) throw new Error('the reference bundle cannot be run')
  return { program, files, audioOf: (prompt) => program.prompts.get(prompt)?.prompt.audio?.ja?.sha256 ?? '' }
}

function tone(hertz: number, seconds: number): Uint8Array {
  const samples = Math.round(8000 * seconds)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(8000, 24)
  wav.writeUInt32LE(16_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) wav.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hertz * i) / 8000) * 8000), 44 + i * 2)
  return new Uint8Array(wav)
}
