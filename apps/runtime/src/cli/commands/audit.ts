import fs from 'node:fs'
import { readAnchorFile } from '../../audit/anchor-file.ts'
import { type FoundAnchors, proveAudit } from '../../audit/audit-proof.ts'
import { StatedError } from '../../stated-error.ts'
import { readArguments, usageError } from '../arguments.ts'
import type { ExitStatus } from '../command.ts'
import { withInstallation } from '../installation.ts'
import { inline, printJson, printLine } from '../output.ts'

export const usage = 'audit verify [--anchor HASH] [--json]'

/** `madoguchi audit verify`: recomputes every hash of the audit log and of the releases. 1 when something is not as it was recorded. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { values, operands } = readArguments(argv, usage, { min: 1, max: 1 }, { anchor: { type: 'string' }, json: { type: 'boolean' } })
  if (operands[0] !== 'verify') throw usageError(usage, operands[0] ?? '')
  const given = values.anchor?.toLowerCase()
  if (given !== undefined && !/^[0-9a-f]{64}$/.test(given)) throw usageError(usage, '--anchor: 64 × 0-9 a-f')
  const files = findAnchors()
  const { said, againstSaid, ...proof } = await withInstallation(({ database }) => proveAudit(database, files, given))
  if (values.json) printJson(proof)
  else {
    printLine(inline(againstSaid))
    printLine(inline(said))
  }
  return proof.ok ? 0 : 1
}

/** The anchor files where a runtime writes them; looking makes no folder. */
function findAnchors(): FoundAnchors[] {
  const { MADOGUCHI_DATA: data = './data', MADOGUCHI_ANCHORS: outside } = process.env
  return [data, ...(outside === undefined ? [] : [outside])].flatMap((folder) => {
    const file = readOrThrow(folder)
    if (file === undefined) return []
    if (file.unreadable.length > 0) process.stderr.write(`${inline({ ja: `${file.path} の ${file.unreadable.join(', ')} 行目はアンカーとして読めません。`, en: `Line ${file.unreadable.join(', ')} of ${file.path} is no anchor.` })}\n`)
    return [file]
  })
}

function readOrThrow(folder: string) {
  try {
    return fs.existsSync(folder) ? readAnchorFile(folder) : undefined
  } catch (cause) {
    throw new StatedError('USAGE', { ja: `${folder} のアンカーを読めません。権限を確認してください。`, en: `The anchors in ${folder} cannot be read. Check their rights.` }, { cause })
  }
}
