/** The week grid and the exact times beside it. */
export const weekTexts = {
  ja: {
    weekHeading: '曜日ごとの受付時間', grid: '曜日ごとの受付時間の表',
    gridMouse: '空いているところをマウスで上下になぞると受付時間を加え、帯をつかむと動かし、端をつかむと伸び縮みします（15分単位）。',
    gridKeys: 'キーボードでは、帯を選んで ↑↓ で移動、Shift+↑↓ で終わり、Alt+↑↓ で始まりを変え、←→ で曜日を移り、Delete で消し、Enter で正確な時刻へ進みます。', gridFinger: '曜日を選び、下の欄で時刻を入力します。',
    gridLook: '曜日を選ぶと、正確な時刻を表示します。', periodLabel: '{day} {from}から{until}まで', closedShort: '休み', hoursShort: '{hours}h',
    noPeriods: '受付時間がありません（休み）。', periodN: '{n}つ目', start: '開始', end: '終了', addPeriod: '時間帯を加える', dayFull: '加える空きがありません', clockWrong: '8:30 のように入力してください。24:00 まで使えます。',
    split: '日をまたぐ時間として二つに分ける（{today} と翌日 {tomorrow}）', midnightHelp: '24:00 は一日の終わりです。日をまたぐ受付は、その日の 24:00 までと、翌日の 00:00 からの二つに分けます。終了時刻の瞬間は受付外です。',
    copyHeading: '{day}の時間をほかの曜日に写す', copyRun: '選んだ{count}日に写す',
  },
  en: {
    weekHeading: 'Hours of each weekday', grid: 'Grid of the hours of each weekday',
    gridMouse: 'Draw over free time with the mouse to add a period, take a period to move it, take its end to make it longer or shorter (quarters of an hour).',
    gridKeys: 'With the keyboard, on a period: up and down move it, Shift with them changes its end, Alt its start, left and right go to another weekday, Delete removes it, Enter leads to its exact times.', gridFinger: 'Choose a weekday and type its times below.',
    gridLook: 'Choose a weekday to see its exact times.', periodLabel: '{day} from {from} to {until}', closedShort: 'closed', hoursShort: '{hours} h',
    noPeriods: 'No hours: closed.', periodN: 'period {n}', start: 'start', end: 'end', addPeriod: 'Add a period', dayFull: 'No room for another', clockWrong: 'Write a time like 8:30, up to 24:00.',
    split: 'Split at midnight ({today} and {tomorrow} on the next day)', midnightHelp: '24:00 is the end of the day. Hours that pass midnight are two periods: until 24:00, and from 00:00 of the next day. The very instant of an end is closed.',
    copyHeading: 'Copy {day} to other weekdays', copyRun: 'Copy to the {count} chosen',
  },
} as const
