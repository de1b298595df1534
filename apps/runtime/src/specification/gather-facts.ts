import type { Database } from '../database/open-database.ts'
import { type ReleaseStore, noSuchRelease } from '../releases/release-store.ts'
import type { PrintedApproval, PrintedRelease, SpecificationFacts } from './specification-facts.ts'

/** How many releases the revision history goes back. */
const historyLength = 20

/** Reads what a specification tells of a release. @throws StatedError NO_SUCH_RELEASE */
export async function gatherFacts(context: { database: Database; releases: ReleaseStore }, number: number, asked: { at: Date; by: string }): Promise<SpecificationFacts> {
  const { database, releases } = context
  const rows = await database.prisma.release.findMany({ where: { number: { lte: number } }, orderBy: { number: 'desc' }, take: historyLength })
  const history = rows.map((row): PrintedRelease => ({ ...row, effectiveAt: row.effectiveAt.toISOString(), createdAt: row.createdAt.toISOString() }))
  const [release, previous] = history
  if (release?.number !== number) throw noSuchRelease(number)
  // A newer release takes over when it comes into effect, for good (the newest in effect runs).
  const successor = await database.prisma.release.findFirst({ where: { number: { gt: number } }, orderBy: { effectiveAt: 'asc' }, select: { effectiveAt: true } })
  const state = successor && successor.effectiveAt <= asked.at ? 'past' : new Date(release.effectiveAt) > asked.at ? 'waiting' : 'live'
  return {
    release, history, state,
    until: successor?.effectiveAt.toISOString() ?? null,
    files: await releases.releaseFiles(number),
    before: previous && { number: previous.number, files: await releases.releaseFiles(previous.number) },
    approval: await approvalOf(database, number),
    printedAt: asked.at.toISOString(),
    printedBy: asked.by,
  }
}

async function approvalOf({ prisma }: Database, releaseNumber: number): Promise<PrintedApproval | undefined> {
  const request = await prisma.approvalRequest.findUnique({ where: { releaseNumber }, include: { comments: { orderBy: { id: 'asc' } } } })
  if (request === null) return undefined
  return {
    request: request.id, message: request.message, author: request.authorName, createdAt: request.createdAt.toISOString(), needsPrefecture: request.needsPrefecture,
    decidedBy: request.decidedByName, decidedAt: request.decidedAt?.toISOString() ?? null, decision: request.decision,
    comments: request.comments.map(({ document, node, text, byName, at }) => ({ document, node, text, by: byName, at: at.toISOString() })),
  }
}
