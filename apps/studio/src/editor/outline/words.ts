import { defineWords } from '../../i18n/words.ts'

export const words = defineWords('editor-outline', {
  ja: {
    tree: 'フローの一覧', help: '矢印キーで移動、Enterで設定・接続、Shift+F10で操作の一覧、? でキーの説明。', actions: '操作', actionsOf: '「{what}」の操作', addNode: 'ノードを加える', keys: 'キー操作の一覧（?）',
    flow: 'フロー', group: 'グループ', note: '付せん', callTo: 'フロー「{title}」へ', exit: '出口', leadsTo: '→ {target}', open: '未接続', nowhere: 'なし', openCount: '未接続の出口{count}個', problems: '問題{count}件', noted: 'メモあり', empty: 'まだノードがありません。「ノードを加える」から始めてください。',
    problemsOf: '「{what}」の問題', emptyNote: '（空の付せん）',
    edit: '設定を変える', name: '名前を変える', id: 'IDを変える', choose: '接続先を選ぶ', addAfter: '次のノードを加える', insert: '間にノードを入れる', disconnect: '接続を外す', goTo: '接続先へ移る', back: '元の場所へ戻る', openFlow: 'フロー「{title}」を開く', move: '移す…', duplicate: '複製', copy: 'コピー', cut: '切り取り', paste: '貼り付け', remove: '削除',
    skip: 'スキップする', unskip: 'スキップをやめる', memo: 'メモを書く', setEntry: '入口にする', makeGroup: 'グループにまとめる', ungroup: 'グループを解除', sticky: '付せんを貼る', showProblems: '問題の場所へ', breakpoint: '停止点にする・外す', expandAll: 'すべて開く', collapseAll: 'すべて閉じる', extract: 'サブフローに分ける', inline: 'サブフローをここに展開',
    moveTitle: '「{what}」を移す', moveMany: '{count}個を移す', moveHow: '移し方', intoWire: '通話の順序を変える（別の接続の間へ）', intoGroup: 'グループに入れる・出す', beside: '図の位置を変える', wire: 'どの接続の間に入れるか', wireHelp: '元の場所では、前後のノードが直接つながります。', targetGroup: '入れるグループ', noGroup: 'どのグループにも入れない', newGroup: '新しいグループ', other: 'どのノードのそばに置くか', side: 'どちら側', right: '右', below: '下', moveDo: '移す', cancel: 'やめる', choosePlace: '移す先を選んでください。', wireText: '「{from}」の出口「{exit}」→「{to}」',
  },
  en: {
    tree: 'Outline of the flow', help: 'Arrow keys go from item to item, Enter opens settings or connects, Shift+F10 lists what can be done, ? explains the keys.', actions: 'Actions', actionsOf: 'Actions for "{what}"', addNode: 'Add a node', keys: 'Keys (?)',
    flow: 'Flow', group: 'Group', note: 'Note', callTo: 'to the flow "{title}"', exit: 'Exit', leadsTo: '→ {target}', open: 'not connected', nowhere: 'nowhere', openCount: '{count} exits not connected', problems: '{count} problems', noted: 'has a note', empty: 'No node yet. Begin with "Add a node".',
    problemsOf: 'Problems of "{what}"', emptyNote: '(empty note)',
    edit: 'Change settings', name: 'Change the name', id: 'Change the id', choose: 'Choose target', addAfter: 'Add the next node', insert: 'Insert a node here', disconnect: 'Disconnect', goTo: 'Go to the target', back: 'Go back', openFlow: 'Open the flow "{title}"', move: 'Move…', duplicate: 'Duplicate', copy: 'Copy', cut: 'Cut', paste: 'Paste', remove: 'Delete',
    skip: 'Skip it', unskip: 'Do not skip it', memo: 'Write a note on it', setEntry: 'Make it the entry', makeGroup: 'Group', ungroup: 'Ungroup', sticky: 'Stick a note', showProblems: 'Go to its problem', breakpoint: 'Set or clear a breakpoint', expandAll: 'Expand all', collapseAll: 'Collapse all', extract: 'Extract to a sub-flow', inline: 'Inline the sub-flow here',
    moveTitle: 'Move "{what}"', moveMany: 'Move {count} items', moveHow: 'How', intoWire: 'Change its turn in the call (into another connection)', intoGroup: 'Into a group, or out of it', beside: 'Change its place on the diagram', wire: 'Into which connection', wireHelp: 'Where it stood, what came before is connected to what came after.', targetGroup: 'Into which group', noGroup: 'Into no group', newGroup: 'A new group', other: 'Beside which node', side: 'On which side', right: 'Right', below: 'Below', moveDo: 'Move', cancel: 'Cancel', choosePlace: 'Choose where to.', wireText: 'Exit "{exit}" of "{from}" → "{to}"',
  },
})
