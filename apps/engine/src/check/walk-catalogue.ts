import type { CatalogueEntry } from '../problems.ts'

/** What walking every call can show. */
export const walkCatalogue = {
  'call-fails': { severity: 'error', runs: true, ja: '通話がここで続けられなくなり、お詫びの案内で終わります（{fault}: {detail}）。ほかの経路は影響を受けません。出口の接続と設定を直してください。', en: 'A call cannot go on here and ends with the apology ({fault}: {detail}). Other ways are not affected; mend the wiring or the settings.' },
  'unbounded-loop': { severity: 'error', runs: true, ja: '同じ案内を限りなく繰り返すことがあります（{nodes}）。「繰り返し」ノードを間に置いて、回数の上限を決めてください。', en: 'This can repeat without an end ({nodes}). Put a loop node in between, so that the number of rounds is bounded.' },
  'silence-too-long': { severity: 'error', runs: true, ja: 'お客様に{seconds}秒を超えて何も聞こえない時間があります。案内を入れるか、待ち時間を短くしてください。', en: 'The caller hears nothing for more than {seconds} seconds. Say something, or wait for a shorter time.' },
  'recording-not-announced': { severity: 'error', runs: true, ja: '録音することを案内する前に、録音が始まることがあります。「録音の告知」の案内を先に流してください。', en: 'Recording can begin before it was announced. Play a prompt whose purpose is the recording notice first.' },
  'after-hours-connects': { severity: 'error', runs: true, ja: '受付時間外の案内から、人や外の番号につながることがあります。受付時間外は、案内のあとに切断してください。', en: 'The after-hours guidance can connect the caller to a person or number. It has to end by hanging up.' },
  'nothing-heard': { severity: 'error', runs: true, ja: '何も案内しないまま通話が終わることがあります。終わる前に案内を流してください。', en: 'A call can end without anything having been said. Say something before it ends.' },
  'reject-after-answer': { severity: 'error', runs: true, ja: 'すでに応答した通話を「着信拒否」しようとすることがあります。応答したあとは、案内を流して「切断」を使ってください。', en: 'A call that was already answered can come to a “Reject” node. Once answered, say something and hang up.' },
  'refuses-ip-callers': { severity: 'error', runs: true, ja: '050の番号からかけたお客様が、ほかのお客様と同じ窓口（{target}）につながりません。電話リレーサービスの利用者が使えなくなるため、050の番号を断らないでください。', en: 'Callers from 050 numbers do not reach what others do ({target}). Users of the telephone relay service would be shut out; do not refuse 050 numbers.' },
  'dead-exit': { severity: 'warning', runs: true, ja: '出口「{exit}」へ進む通話はありません。条件や番号の設定を確かめるか、この出口を使わないようにしてください。', en: 'No call ever leaves by the exit "{exitEn}". Check its condition or key, or do away with it.' },
  'too-large-to-prove': { severity: 'warning', runs: true, ja: '組み合わせが多すぎて、すべては確かめられませんでした（{states}の状態まで調べました）。そこまでに見つかった問題はすべて示しています。フローを分けるか、繰り返しを減らしてください。', en: 'Too large to prove: {states} states were walked, and every problem found among them is shown. Split flows, or repeat less.' },
  assumed: { severity: 'info', runs: true, ja: '確かめきれないため、次のとおり仮定しました: {what.ja}。', en: 'Assumed, since it cannot be decided: {what.en}.' },
} as const satisfies Record<string, CatalogueEntry>
