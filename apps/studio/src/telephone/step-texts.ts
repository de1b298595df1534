/** The words of walking through a tried call. */
export const stepTexts = {
  ja: {
    title: '一歩ずつ確かめる', help: 'この枠の中では F8 で続ける・次で止める、F2 で次のノード、F4 でサブフローを飛ばす、Shift+F4 でサブフローを出る、F9 で停止点を切り替えます。',
    stoppedAt: '「{node}」の手前で止まっています（{time}）', running: '通話は進行中です', idle: '電話をかけると、ノードごとに止めて確かめられます。', over: '通話は終わりました。通ったノードへ戻れます。',
    run: '続ける', hold: '次のノードで止める', into: '次のノードへ', passing: 'サブフローを飛ばして次へ', out: 'サブフローを出るまで',
    back: '戻る先', backTo: 'ここへ戻る', step: '{index}. {node}（{time}）', backHelp: '戻ったあとは、別のボタンを押して続けられます。',
    variables: '変数', variablesNone: 'まだ設定された変数はありません。', name: '名前', value: '値',
    change: '変える', changeOf: '変数 {name} の値を変える', secretKept: '秘密の入力のため変えられません', giveValue: 'まだ値のない変数に入れる', giveValueHelp: 'ノードが設定する変数です。ここで入れた値で続けられます。', giveNone: '選んでください', valueOf: '{name} の新しい値', valueText: '文字のまま入れます。', valueJson: 'JSON で書きます。文字は "はい"、数は 12、真偽は true か false、一覧は [1, 2] です。', jsonBad: '{line}行{column}文字目：{why}。文字は " " で囲んでください。変数はまだ変わっていません。', put: 'この値にする', leave: 'やめる',
    points: '停止点（{number}件）', pointHere: 'ここを停止点にする', pointRemove: '停止点を外す', pointRemoveOf: '「{node}」の停止点を外す', pointsNone: '停止点はありません。通話が止まっているノードか、通ったノードを停止点にできます。', pointOf: '「{node}」で止まる条件', conditionHelp: 'JSONata の式。空欄ならいつも止まります。計算できない式でも止まります。',
    notNow: '今は使えません：{why}', whyIdle: '通話が止まっているときに使えます', whyEnded: '通話中に使えます', whyNone: '戻る先のノードがありません', show: '「{node}」を画面で見る',
  },
  en: {
    title: 'Step through', help: 'Within this box F8 goes on or holds, F2 goes to the next node, F4 past sub-flows, Shift+F4 out of the sub-flow, and F9 sets or clears a breakpoint.',
    stoppedAt: 'Held before “{node}” ({time})', running: 'The call is running', idle: 'Make a call to hold it node by node.', over: 'The call is over. You can go back to any node it passed.',
    run: 'Go on', hold: 'Hold at the next node', into: 'Next node', passing: 'Next, past sub-flows', out: 'Out of the sub-flow',
    back: 'Go back to', backTo: 'Go back', step: '{index}. {node} ({time})', backHelp: 'From there, go on with another key if you like.',
    variables: 'Variables', variablesNone: 'No variable has been set yet.', name: 'Name', value: 'Value',
    change: 'Change', changeOf: 'Change the value of {name}', secretKept: 'entered in secret, stays as it is', giveValue: 'Give a value to a variable without one', giveValueHelp: 'Variables that nodes set. The call goes on with the value given here.', giveNone: 'Choose one', valueOf: 'New value of {name}', valueText: 'Taken as text, as it is.', valueJson: 'Write JSON: text "yes", a number 12, true or false, a list [1, 2].', jsonBad: 'Line {line}, column {column}: {why}. Text stands between " and ". The variable has not changed.', put: 'Set this value', leave: 'Leave it',
    points: 'Breakpoints ({number})', pointHere: 'Break here', pointRemove: 'Remove breakpoint', pointRemoveOf: 'Remove the breakpoint at “{node}”', pointsNone: 'There are none. The node where the call is held, or one chosen under “Go back to”, can become one.', pointOf: 'Break at “{node}” if', conditionHelp: 'A JSONata expression; empty: always. One that cannot be worked out breaks too.',
    notNow: 'Not now: {why}', whyIdle: 'for a call that is held', whyEnded: 'for a call that is running', whyNone: 'no node to go back to', show: 'Show “{node}” on the canvas',
  },
} as const

export type StepKey = keyof typeof stepTexts.ja
