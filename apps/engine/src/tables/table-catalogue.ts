import type { CatalogueEntry } from '../problems.ts'

/** What can be wrong with a table by itself. A call that asks a table which has such a finding is not stopped by it, but it must not be published. */
export const tableCatalogue = {
  'table-shape': { severity: 'error', runs: true, ja: '表には「データ表」か「判定表」のどちらか1つを書いてください（いまは{count}個）。この表を使うノードは「異常」へ進みます。', en: 'A table holds a data table or a decision table, one of the two (now {count}). Nodes that use it leave by their error exit.' },
  'table-column-twice': { severity: 'error', runs: true, ja: '列「{column}」が2回あります。別の名前にしてください。', en: 'The column "{column}" is there twice; rename one.' },
  'table-key-missing': { severity: 'error', runs: true, ja: '{row}行目にキーがないため、引けません。キーを入れるか、行を消してください。', en: 'Row {row} has no key and is never found. Give it one, or remove it.' },
  'table-key-twice': { severity: 'error', runs: true, ja: 'キー「{key}」が2回あります（先の行: {other}）。後の行は引けません。どちらかを消すか、キーを直してください。', en: 'The key "{key}" is there twice (before: {other}), so the later row is never found. Remove one, or correct its key.' },
  'table-key-form': { severity: 'error', runs: true, ja: 'キー「{key}」は電話番号ではありません。048-111-0000、または 048* のように書いてください。', en: 'The key "{key}" is no telephone number; write it like 048-111-0000, or 048* for all that begin so.' },
  'table-unknown-column': { severity: 'error', runs: true, ja: '列「{column}」は表にありません。使える列: {known}', en: 'The table has no column "{column}". It has: {known}' },
  'table-value': { severity: 'error', runs: true, ja: '列「{column}」（{type.ja}）に入らない値です。{expected.ja}', en: 'The column "{column}" ({type.en}) cannot hold this value. {expected.en}' },
  'table-result-missing': { severity: 'error', runs: true, ja: '結果「{column}」が空です。すべての結果を書いてください。', en: 'The result "{column}" is empty; every result has to be given.' },
  'table-bound': { severity: 'error', runs: true, ja: '列「{column}」では「以上・以下」を使えません。「どれか」で値を並べてください。', en: 'Values of the column "{column}" have no order, so it cannot be bounded; list the values instead.' },
  'table-never-holds': { severity: 'error', runs: true, ja: '列「{column}」の条件は、成り立つ値がありません。「以上」と「以下」や値を確かめてください。', en: 'No value of the column "{column}" meets this condition; look at its bounds and values.' },
  'table-row-unreachable': { severity: 'error', runs: true, ja: '行「{rule}」では決まりません。上の行が先に当てはまります。順番か条件を直すか、この行を消してください。', en: 'The row "{rule}" never decides, since rows above hold first. Change the order or the conditions, or remove it.' },
  'table-too-large-to-prove': { severity: 'info', runs: true, ja: '条件の組み合わせが多いため、使われない行がないかを最後までは確かめていません。', en: 'There are too many combinations of conditions to find every row that is never used.' },
} as const satisfies Record<string, CatalogueEntry>
