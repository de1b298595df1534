import { defineWords } from '../../i18n/words.ts'

export const words = defineWords('editor-dialogs', {
  ja: {
    cancel: 'やめる', close: '閉じる', required: '※必須',
    extractTitle: 'サブフローに分ける', extractText: '選択したノード{count}個を新しいフローにします。元の場所には、そのフローを呼び出すノードを置きます。通話の動きは変わりません。', extractLeft: '異常時・切断時に通るノードと、ほかのフローへ移るノードは、このフローに残ります。',
    flowName: 'フローの名前', flowId: 'フローのID', idHelp: 'ファイル名とURLに使います。英数字と . _ - が使えます。', extract: '分ける', nameMissing: 'フローの名前を入力してください。',
    renameTitle: '「{id}」のIDを変える', newId: '新しいID', newName: '新しい名前', variable: '変数', renameVariableTitle: '変数の名前を変える', renameText: '使っている場所（{count}か所）も、まとめて書き換えます。1回で元に戻せます。', rename: '変える', renamed: '「{from}」を「{to}」に変えました',
    deleteTitle: 'フロー「{title}」を削除', deleteFree: 'このフローは、どこからも使われていません。削除しても、元に戻せます。', deleteUsed: 'このフローは{count}か所で使われています。削除するには、代わりのフローを選んでください。使っている場所を、そのフローに書き換えてから削除します。', replacement: '代わりのフロー', replacementMissing: '代わりのフローを選んでください。',
    showUses: '使っている場所を見る', delete: '削除', deleted: 'フロー「{title}」を削除しました。元に戻せます。', keysTitle: 'キー操作の一覧', key: 'キー', what: '操作', json: '{title} のJSON', noOther: '代わりになるフローがありません。先に、使っている場所を変えてください。',
    undo: '元に戻す', redo: 'やり直す', choose: '接続先を選ぶ', insert: '選択中の接続にノードを入れる', panels: '次・前の区画へ移る', addSelect: '選択に加える・外す', box: '範囲を選択（ドラッグ）',
    keysEverywhere: 'どこでも使えるキー', keysOutline: '一覧で使うキー', keysCanvas: '図で使うキー', help: 'キー操作の一覧（この画面）', backToFlow: '設定から、一覧または図に戻る', rows: '前・次の項目、最初・最後の項目', openClose: '開く・閉じる、親の項目へ', openAll: '同じ段をすべて開く', type: '入力した文字で始まる項目へ（名前、英語名、ID、番号）',
    openRow: '設定へ移る（出口では接続先を選ぶ）', addAfter: '次にノードを加える・間に入れる', rowMenu: 'できる操作の一覧を開く', name: '名前を変える', moveTo: '移す（順序、グループ、位置）', nudge: '図の上で動かす', nudgeFar: '図の上で大きく動かす', range: '範囲を選択', goTo: '接続先へ移る（ほかのフローも）', goBack: '元の場所へ戻る',
    walk: '接続に沿ってノードを移る', ontoWire: 'ノードから出る接続へ移る', toEntry: '入口のノードへ', selectEdit: '選択。もう一度押すと設定へ', unselect: '選択を外す。接続からはノードへ戻る',
  },
  en: {
    cancel: 'Cancel', close: 'Close', required: '*required',
    extractTitle: 'Extract to a sub-flow', extractText: 'The {count} selected nodes become a flow of their own. Where they stood, a node runs it. Calls go on as before.', extractLeft: 'Nodes that faults or hang-ups lead to, and nodes that go to another flow, stay in this flow.',
    flowName: 'Name of the flow (Japanese)', flowId: 'Id of the flow', idHelp: 'For file name and address: letters, digits and . _ -', extract: 'Extract', nameMissing: 'Enter a name for the flow.',
    renameTitle: 'Change the id "{id}"', newId: 'New id', newName: 'New name', variable: 'Variable', renameVariableTitle: 'Rename a variable', renameText: 'All {count} uses follow. One undo takes it back.', rename: 'Change', renamed: '"{from}" is now "{to}"',
    deleteTitle: 'Delete the flow "{title}"', deleteFree: 'Nothing uses this flow. Deleting it can be undone.', deleteUsed: 'This flow is used in {count} places. To delete it, choose another in its stead; the uses are changed to that one first.', replacement: 'Flow to use instead', replacementMissing: 'Choose the flow to use instead.',
    showUses: 'Show the uses', delete: 'Delete', deleted: 'The flow "{title}" was deleted. This can be undone.', keysTitle: 'Keys', key: 'Key', what: 'What it does', json: 'JSON of {title}', noOther: 'There is no other flow. Change the uses first.',
    undo: 'Undo', redo: 'Redo', choose: 'Choose target', insert: 'Insert a node into the selected connection', panels: 'Go to the next or previous region', addSelect: 'Add to the selection, or take out', box: 'Select an area (drag)',
    keysEverywhere: 'Everywhere', keysOutline: 'In the list', keysCanvas: 'On the diagram', help: 'These keys', backToFlow: 'From the settings back to the list or the diagram', rows: 'Previous, next, first, last item', openClose: 'Expand, collapse, go to the item above', openAll: 'Expand all beside it', type: 'Go to the item that begins so (name in either language, id, key)',
    openRow: 'Go to the settings; on an exit, choose its target', addAfter: 'Add what comes next, or insert', rowMenu: 'List what can be done', name: 'Change the name', moveTo: 'Move (turn, group, place)', nudge: 'Move on the diagram', nudgeFar: 'Move further on the diagram', range: 'Select a range', goTo: 'Go to the target, also in another flow', goBack: 'Go back',
    walk: 'Go from node to node along connections', ontoWire: 'Go onto a connection that leaves the node', toEntry: 'Go to the entry', selectEdit: 'Select; again for the settings', unselect: 'Clear the selection; from a connection back to its node',
  },
})
