/** The words of the lanes in which a tried call is drawn. */
export const timelineTexts = {
  ja: {
    title: '時間の流れ', and: '、', 'lane-caller': 'お客様', 'lane-system': '案内', 'lane-others': '相手・外部', help: '矢印キーで前後や上下の出来事へ移ります。選ぶと、その時点へ戻れます。', chart: '通話の流れの図',
    at: '{time} {lane}：{what}', span: '{from}〜{to}（{seconds}秒）', moment: '{time}', inNode: 'ノード「{node}」', back: 'この時点へ戻る', show: '「{node}」を図で見る', list: '文字の一覧', listItem: '{time}　{lane}：{what}', backBefore: '「{node}」の手前へ戻る',
    heard: '「{text}」', pressed: '{keys} を押した', decision: '{state}と判断', table: '表「{table}」を引いた', set: '{name} = {value}', changed: '{name} を {value} に変更', milestone: '到達点「{name}」', outside: '{what}（{result}）', fault: '異常：{what}', with: '{node}', now: 'いま：{node}', nowShort: 'いま', nowSince: '{time} から',
  },
  en: {
    title: 'Timeline', and: ', ', 'lane-caller': 'Caller', 'lane-system': 'Guidance', 'lane-others': 'Others', help: 'Arrow keys lead along the time and between the lanes. From a chosen moment the call can be taken back.', chart: 'The call drawn over time',
    at: '{time} {lane}: {what}', span: '{from} to {to} ({seconds} s)', moment: '{time}', inNode: 'node “{node}”', back: 'Go back to this moment', show: 'Show “{node}” on the canvas', list: 'As text', listItem: '{time}  {lane}: {what}', backBefore: 'Go back to before “{node}”',
    heard: '“{text}”', pressed: 'pressed {keys}', decision: 'decided “{state}”', table: 'asked the table “{table}”', set: '{name} = {value}', changed: 'changed {name} to {value}', milestone: 'milestone “{name}”', outside: '{what} ({result})', fault: 'fault: {what}', with: '{node}', now: 'now: {node}', nowShort: 'now', nowSince: 'since {time}',
  },
} as const

export type TimelineKey = keyof typeof timelineTexts.ja
