import { defineWords } from '../i18n/words.ts'

export const importWords = defineWords('import', {
  ja: {
    import: '読み込み', importTitle: '設定の読み込み', exportBundle: '設定一式を書き出す',
    intro: '「書き出し」で作ったファイル（フロー、または設定一式）か、設定のJSONを選んでください。取り込む前に、何が変わるかを確かめられます。',
    file: 'ファイル', reading: '読んでいます…', refusedTitle: '読み込めません', another: '別のファイルを選んでください。',
    summary: '新規 {new} 件、同じ内容 {same} 件、名前の重なり {clash} 件、取り込めない {refused} 件',
    allClashes: '名前が重なるものすべて', mixed: '1件ずつ選ぶ', comesIn: '取り込むもの', thing: '名前', kind: '種類', state: '取り込み方',
    new: '新しく加える', same: '同じ内容（変更なし）', refused: '取り込めない', clash: '名前の重なり', clashOf: '「{title}」の取り込み方',
    keep: '今のものを使う', replace: 'ファイルの内容に置き換える', rename: '別の名前で加える', addMissing: '今のもの（足りない変数などは加える）',
    prompt: '音声案内', bundle: '設定一式の共通設定',
    removeOthers: 'ファイルにない設定を削除する（設定一式を丸ごと置き換えるとき）', cancel: 'やめる', take: '取り込む',
    nothing: '取り込むものがありません', olderDraft: '下書きは形式の第{from}版で書かれています。第{to}版として読んでいます。', bringUp: '新しい形式で保存する', newerDraft: '下書きは、より新しい製品の形式（第{version}版）で書かれています。この製品は第{supported}版まで読めます。このまま編集しないで、製品を更新してください。公開中の設定には影響しません。', migratedTitle: '形式を新しくして取り込みます', audioLeft: '音声 {count} 件は取り込みません（{why}）。録音し直してください。',
    audio: '音声 {count} 件を一緒に登録します。',
   
  },
  en: {
    import: 'Import', importTitle: 'Import documents', exportBundle: 'Export the whole bundle',
    intro: 'Choose a file that "Export" made (a flow, or the whole bundle), or the JSON of a document. You see what would change before anything does.',
    file: 'File', reading: 'Reading…', refusedTitle: 'Cannot be imported', another: 'Choose another file.',
    summary: '{new} new, {same} the same, {clash} under a name that is taken, {refused} refused',
    allClashes: 'All whose name is taken', mixed: 'One by one', comesIn: 'What comes in', thing: 'Name', kind: 'Kind', state: 'What becomes of it',
    new: 'Added', same: 'The same (no change)', refused: 'Refused', clash: 'Name is taken', clashOf: 'What becomes of "{title}"',
    keep: 'Use the one that is here', replace: 'Replace with the file’s', rename: 'Add under another name', addMissing: 'Keep (missing variables etc. are added)',
    prompt: 'Prompt', bundle: 'Settings of the whole bundle',
    removeOthers: 'Remove documents that the file does not have (to replace the whole bundle)', cancel: 'Cancel', take: 'Import',
    nothing: 'There is nothing to import', olderDraft: 'The draft is written in format version {from}; it is read as version {to}.', bringUp: 'Save in the newer format', newerDraft: 'The draft is written in the format of a newer product (version {version}); this one reads up to {supported}. Do not edit it here; update the product. What is live is not affected.', migratedTitle: 'Brought up to the newer format', audioLeft: '{count} audio files are left out ({why}). Record them anew.',
    audio: '{count} audio files are stored with it.',
   
  },
})
