import type { PrintedRelease, SpecificationFacts } from './specification-facts.ts'

const release = (number: number, more: Partial<PrintedRelease> = {}): PrintedRelease => ({
  number, contentHash: String(number).repeat(64).slice(0, 64), releaseHash: `a${number}`.repeat(32).slice(0, 64), previousHash: number === 1 ? null : `a${number - 1}`.repeat(32).slice(0, 64),
  message: `第${number}版の変更`, author: '髙橋 花子', approver: '山﨑 太郎', rollbackOf: null, effectiveAt: `2026-11-0${number}T00:00:00.000Z`, createdAt: `2026-11-0${number}T00:00:00.000Z`, productVersion: '0.1.0', ...more,
})

/** The facts of release 2 of these files, with an approval, after a release 1 of `before`. */
export function factsForTest(files: ReadonlyMap<string, string>, before: ReadonlyMap<string, string> | undefined): SpecificationFacts {
  return {
    release: release(2), state: 'live', until: null, history: [release(2), release(1)], files, before: before && { number: 1, files: before },
    approval: {
      request: 7, message: '2番の案内を直しました', author: '髙橋 花子', createdAt: '2026-11-01T01:00:00.000Z', needsPrefecture: true, decidedBy: '山﨑 太郎', decidedAt: '2026-11-01T02:00:00.000Z', decision: '承認します。',
      comments: [{ document: 'call/after-hours', node: 'menu', text: '①の文言を㈱から株式会社にしてください。', by: '山﨑 太郎', at: '2026-11-01T01:30:00.000Z' }],
    },
    printedAt: '2026-11-22T14:30:00.000Z', printedBy: '監査 花子',
  }
}
