import { defineWords } from '../i18n/words.ts'

export const galleryWords = defineWords('gallery', {
  ja: {
    choose: 'ひな形', search: 'ひな形を探す', none: '「{text}」に当てはまるひな形はありません。', empty: '空のフロー', emptyAbout: '何もない状態から作ります。最初に置いたノードが入口になります。',
    own: 'この窓口のひな形', nodes: 'ノード {count}', brings: '一緒に取り込むもの', loading: 'ひな形を読み込んでいます…', failed: 'ひな形を読み込めませんでした。空のフローと、この窓口のひな形は使えます。',
    clashes: '同じ名前の設定がすでにあります', clashesHelp: '今のものを使うと、この窓口の案内や営業時間のまま動きます。',
   
    template: 'ひな形', madeFrom: '「{title}」から作りました。', gone: 'ひな形「{id}」から作りました。このひな形は今はありません。', changed: 'ひな形は、作ったあとに更新されています。', same: 'ひな形は、作ったときと同じ版です。', compare: 'ひな形と比べる',
    saveAs: 'ひな形として保存', exportFlow: 'このフローを書き出す', saveAsHelp: '今のフローと、必要な案内・営業時間などを、ひな形としてこの設定一式に残します。', name: 'ひな形の名前', id: 'ID', about: '説明', save: '保存', cancel: 'やめる', required: '※必須', optional: '※任意',
   
  },
  en: {
    choose: 'Templates', search: 'Find a template', none: 'No template matches "{text}".', empty: 'Empty flow', emptyAbout: 'Begin with nothing. The first node becomes the entry.',
    own: 'Template of this centre', nodes: '{count} nodes', brings: 'Comes along', loading: 'Loading templates…', failed: 'The templates could not be loaded. The empty flow and your own templates are there.',
    clashes: 'Some things are here under the same name', clashesHelp: 'With those that are here, callers go on hearing the guidance and hours of this centre.',
   
    template: 'Template', madeFrom: 'Made from "{title}".', gone: 'Made from the template "{id}", which is no longer there.', changed: 'The template has been updated since.', same: 'The template is still the version it was made from.', compare: 'Compare with the template',
    saveAs: 'Save as template', exportFlow: 'Export this flow', saveAsHelp: 'Keeps this flow with the prompts, hours and so on that it needs as a template in this bundle.', name: 'Name of the template', id: 'ID', about: 'Description', save: 'Save', cancel: 'Cancel', required: '*required', optional: '*optional',
   
  },
})
