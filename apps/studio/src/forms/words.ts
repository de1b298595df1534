import { defineWords } from '../i18n/words.ts'

export const words = defineWords('forms', {
  ja: {
    heading: '応対の記入票',
    intro: '担当者が通話の横で記入する票です。フローの「応対の記入票」のノードが、どの票を開き、何を先に入れておくかを決めます。',
    create: '記入票を作る',
    empty: '記入票はまだありません。「記入票を作る」から始めてください。',
    name: '名前', fields: '項目数', uses: '使っている所', usesCount: '{count}か所',
    newTitle: '記入票の名前',
    required: '※必須', optional: '※任意', cancel: 'やめる', all: '記入票の一覧',
    notFound: '記入票「{id}」はありません',
    settings: '項目', preview: '見本', previewHelp: '担当者にはこのように見えます。試しに入力できますが、どこにも保存されません。',
    delete: 'この記入票を消す',
    personal: '個人情報',
  },
  en: {
    heading: 'Call forms',
    intro: 'What agents fill in beside a call. The node "Call form" of a flow says which form is opened and what stands in it already.',
    create: 'New form',
    empty: 'There are no forms yet. Begin with "New form".',
    name: 'Name', fields: 'Fields', uses: 'Used in', usesCount: '{count} places',
    newTitle: 'Name of the form',
    required: 'required', optional: 'optional', cancel: 'Cancel', all: 'All forms',
    notFound: 'There is no form "{id}"',
    settings: 'Fields', preview: 'Preview', previewHelp: 'This is what agents see. It can be tried; nothing is stored.',
    delete: 'Delete this form',
    personal: 'Personal data',
  },
})
