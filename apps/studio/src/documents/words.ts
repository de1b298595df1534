import { defineWords } from '../i18n/words.ts'

export const words = defineWords('documents', {
  ja: {
    newId: 'ID',
    newIdHelp: '半角の英小文字、数字、ハイフンです。後から変えられます。',
    idWrong: '半角の英小文字、数字、ハイフンで入力してください。',
    idTaken: 'このIDはすでに使われています。',
    titleMissing: '名前を入力してください。',
    required: '※必須',
    cancel: 'やめる',
    make: '作る',
    notFoundText: '削除されたか、IDが違います。',
    deleteUsed: '{count}か所で使っているため消せません。先にそれらの設定を変えてください。',
  },
  en: {
    newId: 'ID',
    newIdHelp: 'Small letters, digits and hyphens. Can be changed later.',
    idWrong: 'Use small letters, digits and hyphens.',
    idTaken: 'This ID is taken already.',
    titleMissing: 'Enter a name.',
    required: 'required',
    cancel: 'Cancel',
    make: 'Make',
    notFoundText: 'It was deleted, or the ID is another one.',
    deleteUsed: 'It is used in {count} places and cannot be deleted. Change those settings first.',
  },
})
