import { type Program, compileBundle } from '@madoguchi/engine'
import { nodeTypes, pluginNames } from '../node-types.ts'
import type { RuntimeContext } from '../runtime-context.ts'
import { StatedError } from '../stated-error.ts'

/** What a period is replayed against: the draft as it is now, a release, or the frozen snapshot of an approval request. */
export type ReplayTarget = 'draft' | { release: number } | { request: number }

/** How a target is named in the audit log. */
export function nameOf(target: ReplayTarget): string {
  if (target === 'draft') return 'draft'
  return 'release' in target ? `release/${target.release}` : `approval-request/${target.request}`
}

/** @throws StatedError NO_SUCH_RELEASE, NO_SUCH_DOCUMENT, BUNDLE_HAS_PROBLEMS with the problems */
export async function programOf({ database, drafts, releases }: Pick<RuntimeContext, 'database' | 'drafts' | 'releases'>, target: ReplayTarget): Promise<Program> {
  if (target === 'draft') return compiled((await drafts.files()).files)
  if ('release' in target) return compiled(await releases.releaseFiles(target.release))
  const { rows } = await database.pool.query<{ path: string; text: string }>(
    'select path, text from approval_request r join approval_document d on d.request_id = r.id and d.snapshot = r.snapshot join document_version using (sha) where r.id = $1 order by path collate "C"',
    [target.request],
  )
  if (rows.length === 0) throw new StatedError('NO_SUCH_DOCUMENT', { ja: `承認依頼 ${target.request} はありません。`, en: `There is no approval request ${target.request}.` })
  return compiled(new Map(rows.map(({ path, text }) => [path, text])))
}

async function compiled(files: ReadonlyMap<string, string>): Promise<Program> {
  const { program, problems } = await compileBundle(files, { nodeTypes, plugins: pluginNames })
  if (program) return program
  throw new StatedError(
    'BUNDLE_HAS_PROBLEMS',
    { ja: 'この設定一式には実行できない問題があるため、過去の対応を当てはめられません。問題を直してからもう一度お試しください。', en: 'This bundle has problems that keep it from running, so past sessions cannot be replayed against it. Solve them and try again.' },
    { data: problems },
  )
}
