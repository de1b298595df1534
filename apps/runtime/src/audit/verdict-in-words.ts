import type { BothLanguages } from '@madoguchi/schemas'
import type { AuditVerdict, BrokenEntry, BrokenRelease } from './verify-audit.ts'

/** What the log was held against, as people name it. */
export interface AnchorInWords {
  hash: string
  /** Undefined: a hash that was given by hand and stands in no file. */
  date?: string
  entries?: number
  file?: string
}

/** One clear sentence about a verification: what was found, where, and what to do. */
export function verdictInWords(verdict: AuditVerdict, anchor: AnchorInWords | undefined): BothLanguages {
  const broken = verdict.firstBroken
  if (broken === undefined) return soundInWords(verdict, anchor)
  const found = 'entry' in broken ? entryInWords(broken) : releaseInWords(broken)
  return {
    ja: `${found.ja}データベースを止めて現状を保全し、外部に保管したアンカーとバックアップで前後を確認してください。`,
    en: `${found.en} Stop the database, keep it as it is, and compare with the anchors kept outside and with a backup.`,
  }
}

/** Which anchor was used, for the line above the verdict. */
export function anchorInWords(anchor: AnchorInWords | undefined): BothLanguages {
  if (anchor === undefined) return { ja: 'アンカーが見つからないため、末尾の切り取りは検査できません。', en: 'No anchor was found, so a cut tail cannot be seen.' }
  if (anchor.file === undefined) return { ja: `指定されたアンカー ${anchor.hash} と照合します。`, en: `Held against the given anchor ${anchor.hash}.` }
  return {
    ja: `${anchor.date} のアンカー（${anchor.entries} 件まで、${anchor.file}）と照合します。`,
    en: `Held against the anchor of ${anchor.date} (up to entry ${anchor.entries}, ${anchor.file}).`,
  }
}

function soundInWords({ entries, releases }: AuditVerdict, anchor: AnchorInWords | undefined): BothLanguages {
  const until = anchor === undefined ? { ja: '（アンカーなし）', en: ' (without an anchor)' } : { ja: '', en: '' }
  return {
    ja: `監査ログ ${entries} 件と版 ${releases} 件は、記録されたときのままです${until.ja}。`,
    en: `${entries} audit entries and ${releases} releases are as they were recorded${until.en}.`,
  }
}

function entryInWords({ entry, why, soundUntil }: BrokenEntry): BothLanguages {
  const sound = soundUntil === undefined ? { ja: '', en: '' } : { ja: `（${soundUntil} 番までは正しいと確認できています）`, en: ` (sound up to entry ${soundUntil})` }
  const said: Record<BrokenEntry['why'], BothLanguages> = {
    missing: { ja: `監査ログの ${entry} 番の記録が取り除かれています。`, en: `Audit entry ${entry} was removed.` },
    number: { ja: `監査ログの ${entry} 番は、あるはずのない番号です。記録が差し込まれています。`, en: `Audit entry ${entry} has a number that is never given: it was inserted.` },
    hash: { ja: `監査ログの ${entry} 番の記録が書き換えられています。`, en: `Audit entry ${entry} was altered.` },
    'previous-hash': { ja: `監査ログの ${entry} 番が ${entry - 1} 番に続いていません。どちらかの記録が差し替えられています。`, en: `Audit entry ${entry} does not continue entry ${entry - 1}: one of the two was replaced.` },
    columns: { ja: `監査ログの ${entry} 番の検索用の項目が書き換えられています。本文は正しいままです。`, en: `What audit entry ${entry} is searched by was altered; its content is sound.` },
    cut: { ja: `監査ログの ${entry} 番以降の記録が切り取られています${sound.ja}。`, en: `The audit log was cut: entry ${entry} and what followed are gone${sound.en}.` },
    anchor: { ja: `監査ログがアンカーと一致しません。${entry} 番までのどこかで書き換えまたは切り取りがありました${sound.ja}。`, en: `The audit log does not fit the anchor: it was rewritten or cut at or before entry ${entry}${sound.en}.` },
  }
  return said[why]
}

function releaseInWords({ release, why }: BrokenRelease): BothLanguages {
  if (why === 'cut') return { ja: `第${release}版以降が切り取られています。`, en: `Release ${release} and what followed are gone.` }
  if (why === 'number') return { ja: `第${release}版の前の版が取り除かれています。`, en: `A release before release ${release} was removed.` }
  if (why === 'anchor') return { ja: `第${release}版がアンカーと一致しません。この版か、それより前の版が書き換えられています。`, en: `Release ${release} does not fit the anchor: it or an earlier one was rewritten.` }
  return { ja: `第${release}版が書き換えられています（${why}）。`, en: `Release ${release} was altered (${why}).` }
}
