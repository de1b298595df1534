import { defineWords } from '../../i18n/words.ts'

export const words = defineWords('editor-find', {
  ja: {
    title: '検索', usesTitle: '「{id}」を使っている場所', label: '探すもの', help: '文、ノードの種類、案内の内容、電話番号、IDで探せます。上下の矢印キーで選び、Enterで開きます。', scope: '範囲', flow: 'このフロー', bundle: '設定一式',
    count: '{count}件', more: '{count}件のうち最初の{shown}件', none: '見つかりません。別の言葉か、範囲を「設定一式」にして探してください。', unused: 'どこからも使われていません。', results: '結果', close: '閉じる', json: 'JSONで開く',
  },
  en: {
    title: 'Find', usesTitle: 'Where "{id}" is used', label: 'What to find', help: 'By text, type of node, words of a prompt, telephone number or id. Choose with the arrow keys, open with Enter.', scope: 'Where', flow: 'This flow', bundle: 'Everywhere',
    count: '{count} found', more: 'the first {shown} of {count}', none: 'Nothing found. Try another word, or look everywhere.', unused: 'Nothing uses it.', results: 'Results', close: 'Close', json: 'Open as JSON',
  },
})
