import { importToDraft } from '../../drafts/import-to-draft.ts'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { commandActor, givenToken } from '../command-actor.ts'
import { withInstallation } from '../installation.ts'
import { loadProgram } from '../load-bundle.ts'
import { inline, printJson, printLine, problemText } from '../output.ts'

export const usage = 'import DIR [--replace] [--json]'

/**
 * `madoguchi import`: a folder becomes the draft, all of it or nothing, as the person whose token is in MADOGUCHI_TOKEN. Findings that only
 * hinder publishing are told and imported. Other people's unpublished work in the draft refuses it, unless `--replace` says otherwise.
 */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { replace: { type: 'boolean' }, json: { type: 'boolean' } })
  const token = givenToken()
  const { files, problems } = await loadProgram(operands[0] ?? '')
  const { revision } = await withInstallation(async ({ database }) => {
    const actor = await commandActor(database, token, 'import', 'draft.edit')
    return importToDraft(database, actor, files, { replace: values.replace === true, now: new Date() })
  })
  if (values.json) printJson({ revision, documents: files.files.size, audio: files.audio.size, problems })
  else {
    for (const problem of problems) printLine(problemText(problem))
    printLine(inline({ ja: `下書きに取り込みました（設定 ${files.files.size} 件、音声 ${files.audio.size} 件、下書きの改訂 ${revision}）`, en: `Imported into the draft (${files.files.size} documents, ${files.audio.size} audio files, draft revision ${revision})` }))
  }
  return 0
}
