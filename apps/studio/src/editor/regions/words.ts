import { defineWords } from '../../i18n/words.ts'

export const words = defineWords('editor-regions', {
  ja: {
    skips: '区画へ移動', toOutline: 'フローの一覧へ', toCanvas: 'フローの図へ', toSettings: '設定へ', toProblems: '問題の一覧へ', toolbar: 'フローの操作', crumbs: '現在の位置',
    selectedNode: '選択中: {what}', selectedMany: '{count}個を選択中', selectedWire: '選択中の接続: {what}', selectedNone: '選択なし', problems: 'このフローの問題{count}件、確認{advice}件', noProblems: 'このフローに問題はありません',
  },
  en: {
    skips: 'Go to a region', toOutline: 'To the outline of the flow', toCanvas: 'To the diagram of the flow', toSettings: 'To the settings', toProblems: 'To the problems', toolbar: 'Tools for the flow', crumbs: 'Where you are',
    selectedNode: 'Selected: {what}', selectedMany: '{count} selected', selectedWire: 'Selected connection: {what}', selectedNone: 'Nothing selected', problems: '{count} problems and {advice} to look at in this flow', noProblems: 'No problems in this flow',
  },
})
