import type { Problem } from '@madoguchi/schemas'
import { requestApprovalOfFolder } from '../../approvals/request-approval.ts'
import { productVersion } from '../../product-version.ts'
import { gate } from '../../releases/gate.ts'
import { StatedError } from '../../stated-error.ts'
import { readArguments, usageError } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { commandActor, givenToken } from '../command-actor.ts'
import { withInstallation } from '../installation.ts'
import { loadBundle } from '../load-bundle.ts'
import { inline, printJson, printLine, problemText } from '../output.ts'

export const usage = 'publish DIR -m MESSAGE [--at ISO] [--json]'

/**
 * `madoguchi publish`: a folder goes through the same check as in the studio, and its content becomes an approval request of the person whose
 * token is in MADOGUCHI_TOKEN. The draft, with other people's work in it, stays as it is. 1 when it is refused; then nothing was written.
 */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { message: { type: 'string', short: 'm' }, at: { type: 'string' }, json: { type: 'boolean' } })
  const { message, json = false } = values
  if (message === undefined || message.trim() === '' || message.length > 2_000 || message.includes('\0')) throw usageError(usage, '-m MESSAGE: 1–2000')
  const effectiveAt = values.at === undefined ? undefined : readInstant(values.at)
  const token = givenToken()
  const { files, problems } = await loadBundle(operands[0] ?? '')
  if (problems.some(({ severity }) => severity === 'error')) return refuse(json, problems, problemsSaid)
  try {
    const made = await withInstallation(async ({ database }) => {
      const actor = await commandActor(database, token, 'publish', 'approval.request')
      return requestApprovalOfFolder({ database, gate, productVersion, clock: () => new Date() }, actor, files, { message, effectiveAt })
    })
    const [request, found] = [made.id, together(problems, made.problems)]
    if (json) printJson({ ok: true, request, problems: found })
    else {
      for (const problem of found) printLine(problemText(problem))
      printLine(inline({ ja: `承認依頼 ${request} を作成しました。ほかの人が承認すると公開されます`, en: `Made approval request ${request}; it is published when somebody else approves it` }))
    }
    return 0
  } catch (cause) {
    if (!(cause instanceof StatedError)) throw cause
    if (cause.code === 'NOTHING_TO_PUBLISH' || cause.code === 'APPROVAL_REFUSED') return refuse(json, problems, cause.said, false)
    if (cause.code === 'BUNDLE_HAS_PROBLEMS') return refuse(json, together(problems, problemsIn(cause.data)), problemsSaid)
    throw cause
  }
}

const problemsSaid = { ja: '問題があるため依頼していません。何も変更していません。', en: 'No request was made because of the problems above. Nothing was changed.' }

function refuse(json: boolean, problems: readonly Problem[], said: { ja: string; en: string }, tellProblems = true): ExitStatus {
  if (json) printJson({ ok: false, request: null, problems, said })
  else {
    if (tellProblems) for (const problem of problems) printLine(problemText(problem))
    printLine(inline(said))
  }
  return 1
}

/** Reading the folder and the check find some things both. */
function together(first: readonly Problem[], second: readonly Problem[]): Problem[] {
  const seen = new Set(first.map((problem) => JSON.stringify(problem)))
  return [...first, ...second.filter((problem) => !seen.has(JSON.stringify(problem)))]
}

/** A time with its offset, so that it means one instant wherever the command runs. */
function readInstant(text: string): Date {
  const at = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(at.getTime())) throw usageError(usage, '--at 2027-04-01T00:00+09:00')
  return at
}

/** What refuseProblems gives along. */
function problemsIn(data: unknown): Problem[] {
  return typeof data === 'object' && data !== null && 'problems' in data && Array.isArray(data.problems) ? data.problems : []
}
