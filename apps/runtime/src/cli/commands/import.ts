import { importToDraft } from '../../drafts/import-to-draft.ts'
import { readArguments } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { withInstallation } from '../installation.ts'
import { loadProgram } from '../load-bundle.ts'
import { inline, printJson, printLine, problemText } from '../output.ts'

export const usage = 'import DIR [--json]'

/** `madoguchi import`: a folder becomes the draft, all of it or nothing. Findings that only hinder publishing are told and imported. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { json: { type: 'boolean' } })
  const { files, problems } = await loadProgram(operands[0] ?? '')
  const { revision } = await withInstallation(({ database }) => importToDraft(database, files, 'cli'))
  if (values.json) printJson({ revision, documents: files.files.size, audio: files.audio.size, problems })
  else {
    for (const problem of problems) printLine(problemText(problem))
    printLine(inline({ ja: `下書きに取り込みました（設定 ${files.files.size} 件、音声 ${files.audio.size} 件、下書きの改訂 ${revision}）`, en: `Imported into the draft (${files.files.size} documents, ${files.audio.size} audio files, draft revision ${revision})` }))
  }
  return 0
}
