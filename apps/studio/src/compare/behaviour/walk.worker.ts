/// <reference lib="webworker" />
import { type Program, behaviourDiff, behaviourNames, compile, groupBehaviour, readBundle } from '@madoguchi/engine'
import { nodeTypes } from '../../editor/node-types.ts'
import type { BundleFiles } from '../compare-source.ts'
import { tookThirdParty } from '../../plugins/third-party.ts'
import type { WalkMessage, WalkRequest } from './messages.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
const tell = (message: WalkMessage) => scope.postMessage(message)

scope.addEventListener('message', ({ data }: MessageEvent<WalkRequest>) => {
  if (tookThirdParty(data)) return
  walk(data).catch((error: unknown) => {
    console.error(error)
    tell({ kind: 'failed', failure: 'unexpected' })
  })
})

async function walk(files: WalkRequest): Promise<void> {
  tell({ kind: 'stage', stage: 'compiling' })
  const before = await read(files.before)
  if (!before.program) return tell({ kind: 'failed', failure: 'unusable-before' })
  const after = await read(files.after)
  if (!after.program) return tell({ kind: 'failed', failure: 'unusable-after' })
  tell({ kind: 'stage', stage: 'walking' })
  const { differences, complete, states, assumed } = await behaviourDiff(before.program, after.program, { nowMs: Date.now() })
  const lines = groupBehaviour(differences, behaviourNames(before.bundle, after.bundle, differences), { before: before.program, after: after.program })
  tell({ kind: 'done', result: { complete, states, assumed, count: differences.length, lines } })
}

async function read(files: BundleFiles): Promise<{ bundle: ReturnType<typeof readBundle>; program: Program | undefined }> {
  const bundle = readBundle(Object.entries(files))
  return { bundle, program: (await compile(bundle, { nodeTypes })).program }
}
