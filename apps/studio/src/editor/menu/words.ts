import { defineWords } from '../../i18n/words.ts'

export const words = defineWords('editor-menu', {
  ja: {
    edit: '編集', more: 'ほかの操作', selection: '選択したもの', everything: 'フロー全体', search: '検索', structure: 'まとめる・分ける', placing: '配置',
    cut: '切り取り', copy: 'コピー', paste: '貼り付け', duplicate: '複製', remove: '削除', selectAll: 'すべて選択', group: 'グループにまとめる', ungroup: 'グループを解除', sticky: '付せんを貼る',
    extract: 'サブフローに分ける', inline: 'サブフローをここに展開', rename: 'IDを変える', renameVariable: '変数の名前を変える', find: 'このフローを検索', findEverywhere: '設定一式を検索', arrangeSelected: '選択したノードだけ整列',
    arrangeAll: '固定を外してすべて整列', pin: '位置を固定', unpin: '位置の固定を外す', fitSelected: '選択したものを画面に合わせる', trying: '試しにかける', breakpoint: '停止点にする・外す', keys: 'キー操作の一覧',
    alignTitle: '位置をそろえる', left: '左端', center: '左右の中央', right: '右端', top: '上端', middle: '上下の中央', bottom: '下端', horizontal: '横に等間隔', vertical: '縦に等間隔',
  },
  en: {
    edit: 'Edit', more: 'More', selection: 'Selection', everything: 'The whole flow', search: 'Search', structure: 'Group and split', placing: 'Places',
    cut: 'Cut', copy: 'Copy', paste: 'Paste', duplicate: 'Duplicate', remove: 'Delete', selectAll: 'Select all', group: 'Group', ungroup: 'Ungroup', sticky: 'Stick a note',
    extract: 'Extract to a sub-flow', inline: 'Inline the sub-flow here', rename: 'Change the id', renameVariable: 'Rename a variable', find: 'Find in this flow', findEverywhere: 'Find everywhere', arrangeSelected: 'Arrange only what is selected',
    arrangeAll: 'Unpin and arrange everything', pin: 'Pin the position', unpin: 'Unpin the position', fitSelected: 'Show the selection', trying: 'Trying calls', breakpoint: 'Set or clear a breakpoint', keys: 'Keys',
    alignTitle: 'Align', left: 'Left', center: 'Centre', right: 'Right', top: 'Top', middle: 'Middle', bottom: 'Bottom', horizontal: 'Same gaps across', vertical: 'Same gaps down',
  },
})
