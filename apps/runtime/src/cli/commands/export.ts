import { appendAudit } from '../../audit/append-audit.ts'
import { writeBundleFolder } from '../../bundles/write-bundle-folder.ts'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { commandActorOrOperator } from '../command-actor.ts'
import { withInstallation } from '../installation.ts'
import { inline, printJson, printLine } from '../output.ts'
import { StatedError } from '../../stated-error.ts'

export const usage = 'export DIR [--release N] [--json]'

/**
 * `madoguchi export`: a release (default: the live one) with its audio, as a folder that `import` takes back unchanged (R41); as the person
 * whose token is in MADOGUCHI_TOKEN, else as the operator of the machine. Audited before anything is written.
 */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { release: { type: 'string' }, json: { type: 'boolean' } })
  const folder = operands[0] ?? ''
  const exported = await withInstallation(async ({ database, releases }) => {
    const actor = await commandActorOrOperator(database, 'export', 'release.compare')
    const number = values.release === undefined ? (await releases.liveRelease())?.number : Number(values.release)
    if (number === undefined || !Number.isInteger(number)) throw new StatedError('NO_SUCH_RELEASE', { ja: '書き出す版がありません。', en: 'There is no release to export.' })
    const bundle = await releases.releaseBundle(number)
    await appendAudit(database.pool, actor, { action: 'releases.export', subject: `release/${number}`, detail: { documents: bundle.files.size, audio: bundle.audio.size } }, new Date())
    await writeBundleFolder(folder, bundle)
    return { folder, release: number, documents: bundle.files.size, audio: bundle.audio.size }
  })
  if (values.json) printJson(exported)
  else printLine(inline({ ja: `第${exported.release}版を ${folder} に書き出しました（設定 ${exported.documents} 件、音声 ${exported.audio} 件）`, en: `Exported release ${exported.release} to ${folder} (${exported.documents} documents, ${exported.audio} audio files)` }))
  return 0
}
