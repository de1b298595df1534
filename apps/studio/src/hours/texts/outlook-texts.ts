/** What the hours come to. */
export const outlookTexts = {
  ja: {
    askHeading: 'その日時にどうなるか', askAt: '日時（{zone}）', askNow: 'いま', errorWhy: '祝日のデータがその年にないか、設定に誤りがあるため判定できません（{rule}）。通話は「異常」の出口へ進みます。', hearHeading: 'お客様が聞く案内（下書きで試した結果）', thenAsked: 'ここで番号の入力や選択を待ちます。',
    listComma: '、', repeated: '{weekday} {from} – {until}（{first}から{last}までの{count}日）', noLine: 'この営業時間を使う回線がありません。', changesHeading: '次の切替一覧', changesHelp: '{at} より後の30回の切替です。', changeAt: '切替の日時', changeTo: '切替後', changeWhy: '理由', noChanges: '400日先まで切替はありません。',
    mapHeading: '年間の見通し', mapYear: '年度', mapOf: '表示する版', mapAgainst: '比べる版', mapAlone: '比べない', draft: '下書き', releaseN: '第{n}版', notInRelease: '第{n}版には、この営業時間がありません。', noDifference: '比べた二つに違いはありません。', differences: '違いは{count}件です（比べる版 → 表示する版）。',
    differs: '違いのある日', mapLabel: '一年の受付の状態。横が日付、縦が0時から24時です。矢印キーで30分ごとの状態を読み上げます。', mapHelp: '地図を指すか、矢印キーで動かすと、30分ごとの状態を示します。', skipped: '（時計が進む日にはない時刻です）',
  },
  en: {
    askHeading: 'What happens at a time', askAt: 'Date and time ({zone})', askNow: 'Now', errorWhy: 'It cannot be decided: the holiday data has nothing of that year, or the document is wrong ({rule}). Calls take the error exit.', hearHeading: 'What callers hear (tried on the draft)', thenAsked: 'Here a key or a choice is waited for.',
    listComma: ', ', repeated: '{weekday} {from} – {until} ({count} days from {first} to {last})', noLine: 'No line uses these hours.', changesHeading: 'Next changes', changesHelp: 'The 30 changes after {at}.', changeAt: 'When', changeTo: 'Then', changeWhy: 'Why', noChanges: 'Nothing changes for 400 days.',
    mapHeading: 'The year at a glance', mapYear: 'Fiscal year', mapOf: 'Show', mapAgainst: 'Compare with', mapAlone: 'nothing', draft: 'Draft', releaseN: 'Release {n}', notInRelease: 'Release {n} has no such hours.', noDifference: 'Both are the same.', differences: '{count} differences (compared → shown).',
    differs: 'day with a difference', mapLabel: 'The states of a year: dates from left to right, 0 to 24 hours from top to bottom. Arrow keys tell each half-hour.', mapHelp: 'Point at the map, or walk with arrow keys, to see a half-hour.', skipped: '(no such time on this date: clocks go forward)',
  },
} as const
