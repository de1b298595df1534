/** The year calendar, exceptions, rules and closings. */
export const datedTexts = {
  ja: {
    yearBefore: '前の年度', yearAfter: '次の年度', thisYear: '今年度へ', yearSums: '受付日 {open}日・休み {closed}日', yearHelp: '日付を選ぶと、その日の扱いと理由を示し、その日だけの例外を設定できます。矢印キーで日を移れます。', yearLook: '日付を選ぶと、その日の扱いと理由を示します。矢印キーで日を移れます。',
    'mark.ordinary': '', 'mark.weekday-off': '休', 'mark.holiday': '祝', 'mark.closure': '閉', 'mark.rule': '規', 'mark.exception': '例', 'mark.emergency': '緊', 'mark.error': '？',
    'kind.ordinary': '受付日', 'kind.weekday-off': '受付のない曜日', 'kind.holiday': '祝日', 'kind.closure': '毎年の休業', 'kind.rule': '第n曜日の規則', 'kind.exception': '例外', 'kind.emergency': '緊急閉所', 'kind.error': '判定できない日', estimatedHoliday: '推定の祝日',
    whyHeading: 'この日の扱いと理由（上ほど優先）', decides: 'これで決まります', hidden: '上の設定があるため効きません', pastDate: '過ぎた日の例外は、加えることも変えることもできません。その日の通話はすでに当時の設定で扱われ、記録と食い違うためです。',
    'layer.emergency': '緊急閉所', 'layer.exception': '例外', 'layer.closure': '毎年の休業', 'layer.holiday': '祝日', 'layer.uncovered': '祝日のデータがこの年にないため判定できません', 'layer.rule': '第n曜日の規則', 'layer.weekly': '曜日の時間',
    addExceptionHere: 'この日の例外を設定', editException: '例外を変える', removeException: '例外を消す', exceptions: '日付ごとの例外', addException: '例外を加える', noExceptions: 'これからの例外はありません。', exceptionDate: '日付', exceptionUntil: '終わりの日（続く場合）',
    exceptionKind: 'この日の扱い', openAt: '時間を決めて受け付ける', exceptionTimes: '受付時間', reason: '理由', reasonHelp: '次の切替一覧や通話の記録に表示します。', approver: '承認した人', approvedBy: '承認: {name}', takeChange: 'この内容に変える',
    'fault.dateMissing': '暦にある日付を入力してください。', 'fault.datePast': '過ぎた日付です。その日の通話はすでに当時の設定で扱われたため、変えられません。今日以降の日付を選んでください。', 'fault.untilBefore': '終わりの日が始まりの日より前です。', 'fault.untilWrong': '暦にある日付を入力してください。',
    'fault.periodsMissing': '受付時間を加えるか、「終日休み」を選んでください。', 'fault.reasonMissing': '理由を入力してください。', effect: '保存すると変わること', moreEffects: 'ほか{count}件', over: '終了', showPast: '過ぎた例外も表示（{count}件）', hidePast: '過ぎた例外を隠す',
    rules: '第n曜日の規則', rulesHelp: '「第3日曜 9–16時」のように、月の何番目かの曜日だけ、ふだんと違う時間にします。祝日と毎年の休業が優先します。', addRule: '規則を加える', newRule: '第3日曜の受付', noRules: '規則はありません。', nth: '第何', weekday: '曜日', nthN: '第{nth}', nthLast: '最後の', nthWeekday: '{nth}{weekday}',
    closures: '毎年の休業', addClosure: '休業を加える', newClosure: '夏の休業', noClosures: '毎年の休業はありません。', closedFrom: '始まり', closedUntil: '終わり', month: '月', day: '日', overNewYear: '年をまたぐ休業です。', closuresAddUp: '引き継いだ休業は消せません。特定の日だけ受け付けるには、例外を加えてください。',
  },
  en: {
    yearBefore: 'Previous fiscal year', yearAfter: 'Next fiscal year', thisYear: 'This fiscal year', yearSums: '{open} days open, {closed} closed', yearHelp: 'Choose a date to see what applies and why, and to make an exception for it. Arrow keys go from day to day.', yearLook: 'Choose a date to see what applies and why. Arrow keys go from day to day.',
    'mark.ordinary': '', 'mark.weekday-off': '–', 'mark.holiday': 'H', 'mark.closure': 'C', 'mark.rule': 'R', 'mark.exception': 'E', 'mark.emergency': '!', 'mark.error': '?',
    'kind.ordinary': 'open', 'kind.weekday-off': 'weekday without hours', 'kind.holiday': 'holiday', 'kind.closure': 'yearly closing', 'kind.rule': 'nth-weekday rule', 'kind.exception': 'exception', 'kind.emergency': 'emergency closing', 'kind.error': 'cannot be decided', estimatedHoliday: 'estimated holiday',
    whyHeading: 'What applies, and why (the upper goes first)', decides: 'this decides', hidden: 'hidden by what stands above', pastDate: 'Exceptions of past dates can neither be made nor changed: the calls of that day were taken by the hours of that time, and the records would tell otherwise.',
    'layer.emergency': 'Emergency closing', 'layer.exception': 'Exception', 'layer.closure': 'Yearly closing', 'layer.holiday': 'Holiday', 'layer.uncovered': 'The holiday data has nothing of this year, so it cannot be decided', 'layer.rule': 'Nth-weekday rule', 'layer.weekly': 'Weekday',
    addExceptionHere: 'Make an exception', editException: 'Change the exception', removeException: 'Remove the exception', exceptions: 'Dated exceptions', addException: 'Add an exception', noExceptions: 'No exception lies ahead.', exceptionDate: 'Date', exceptionUntil: 'Last date (of several)',
    exceptionKind: 'On this date', openAt: 'open at set times', exceptionTimes: 'Times', reason: 'Reason', reasonHelp: 'Shown in the list of changes and in the records of calls.', approver: 'Approved by', approvedBy: 'approved by {name}', takeChange: 'Change it',
    'fault.dateMissing': 'Enter a date of the calendar.', 'fault.datePast': 'The date is past: its calls were taken by the hours of that time, which cannot change now. Choose today or later.', 'fault.untilBefore': 'The last date is before the first.', 'fault.untilWrong': 'Enter a date of the calendar.',
    'fault.periodsMissing': 'Add a time, or choose "closed all day".', 'fault.reasonMissing': 'Enter the reason.', effect: 'What changes when you save', moreEffects: 'and {count} more', over: 'over', showPast: 'Show past exceptions too ({count})', hidePast: 'Hide past exceptions',
    rules: 'Nth-weekday rules', rulesHelp: 'Other hours on one weekday of the month only, such as "third Sunday 9 to 16". Holidays and yearly closings go before them.', addRule: 'Add a rule', newRule: 'Third Sunday', noRules: 'No rules.', nth: 'Which', weekday: 'Weekday', nthN: 'no. {nth}', nthLast: 'the last', nthWeekday: '{nth} {weekday}',
    closures: 'Yearly closings', addClosure: 'Add a closing', newClosure: 'Summer closing', noClosures: 'No yearly closings.', closedFrom: 'From', closedUntil: 'Until', month: 'month', day: 'day', overNewYear: 'It spans the new year.', closuresAddUp: 'Inherited closings cannot be removed here. To open on one of their dates, add an exception.',
  },
} as const
