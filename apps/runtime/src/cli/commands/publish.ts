import { importToDraft } from '../../drafts/import-to-draft.ts'
import { productVersion } from '../../product-version.ts'
import { gate } from '../../releases/gate.ts'
import { publishDraft } from '../../releases/publish-draft.ts'
import { StatedError } from '../../stated-error.ts'
import { readArguments, usageError } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { withInstallation } from '../installation.ts'
import { loadBundle } from '../load-bundle.ts'
import { inline, printJson, printLine, problemText } from '../output.ts'

export const usage = 'publish DIR -m MESSAGE [--json]'

/** `madoguchi publish`: a folder goes through the same check as in the studio and becomes the next release. 1 when it is refused; then the draft stays as it was. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { message: { type: 'string', short: 'm' }, json: { type: 'boolean' } })
  const { message } = values
  if (message === undefined || message.trim() === '') throw usageError(usage, '-m MESSAGE')
  const { files, problems } = await loadBundle(operands[0] ?? '')
  if (problems.some(({ severity }) => severity === 'error')) return refuse(values.json === true, problems)
  try {
    const release = await withInstallation(async ({ database }) => {
      const { revision } = await importToDraft(database, files, 'cli')
      return publishDraft(database, gate, { message, author: 'cli', draftRevision: revision, productVersion, now: new Date() })
    })
    if (values.json) printJson({ ok: true, release: release.number, problems })
    else printLine(inline({ ja: `第${release.number}版を公開しました`, en: `Published release ${release.number}` }))
    return 0
  } catch (cause) {
    if (!(cause instanceof StatedError) || cause.code !== 'NOTHING_TO_PUBLISH') throw cause
    if (values.json) printJson({ ok: false, release: null, problems })
    else printLine(inline(cause.said))
    return 1
  }
}

function refuse(json: boolean, problems: Parameters<typeof problemText>[0][]): ExitStatus {
  if (json) printJson({ ok: false, release: null, problems })
  else {
    for (const problem of problems) printLine(problemText(problem))
    printLine(inline({ ja: '問題があるため公開していません。何も変更していません。', en: 'Not published because of the problems above. Nothing was changed.' }))
  }
  return 1
}
