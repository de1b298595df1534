/** Lists of holidays and their import. */
export const holidayTexts = {
  ja: {
    holidayDates: '祝日と休日', status: '状態', fixed: '確定', estimated: '推定', date: '日付', addHoliday: '祝日を加える', holidayTaken: 'この日は「{name}」として登録済みです。', yearOf: '年', noHolidays: '{year}年の祝日がありません。',
    coverUntil: '{year}年（{era}）12月31日まで判定できます。毎年2月の公告のあと、内閣府のCSVから翌年分を取り込んでください。', coverNone: '{year}年の祝日がないため、今日の営業時間を判定できません。内閣府のCSVを取り込んでください。', source: '出典: {source}', deleteHolidays: 'この一覧を消す',
    importHolidays: 'ファイルから取り込む', importRefused: '「{file}」に問題が{count}件あるため、取り込みません。何も変更していません。', lineN: '{n}行目:', moreFaults: 'ほか{count}件',
    importFound: '「{file}」に{from}年から{to}年までの祝日が{count}件ありました。ファイルにある年はファイルの内容に置き換わり、ほかの年はそのまま残ります。', fromYear: '取り込む最初の年', fromYearHelp: 'これより前の年は取り込みません。',
    importNothing: '変わる日付はありません。', importSums: '追加 {fresh}件・変更 {changed}件・削除 {removed}件', importPreview: '取り込みで変わる日付', change: '変更', 'change.new': '追加', 'change.changed': '変更', 'change.removed': '削除', importRun: 'この内容で取り込む', inBrackets: '（{text}）',
  },
  en: {
    holidayDates: 'Holidays', status: 'Status', fixed: 'fixed', estimated: 'estimated', date: 'Date', addHoliday: 'Add a holiday', holidayTaken: 'That date is "{name}" already.', yearOf: 'Year', noHolidays: 'No holidays in {year}.',
    coverUntil: 'Dates can be decided until 31 December {year} ({era}). After the official notice of each February, import the next year from the CSV of the Cabinet Office.', coverNone: 'There are no holidays of {year}, so today cannot be decided. Import the CSV of the Cabinet Office.', source: 'Source: {source}', deleteHolidays: 'Delete this list',
    importHolidays: 'Import a file', importRefused: '"{file}" has {count} faults and is not taken. Nothing was changed.', lineN: 'Line {n}:', moreFaults: 'and {count} more',
    importFound: '"{file}" holds {count} holidays of {from} to {to}. The years of the file are replaced by it; other years stay.', fromYear: 'First year to take', fromYearHelp: 'Earlier years are left out.',
    importNothing: 'No date would change.', importSums: '{fresh} new, {changed} changed, {removed} removed', importPreview: 'Dates that change', change: 'Change', 'change.new': 'new', 'change.changed': 'changed', 'change.removed': 'removed', importRun: 'Take these', inBrackets: ' ({text})',
  },
} as const
