import { defineWords } from '../i18n/words.ts'

export const words = defineWords('records', {
  ja: {
    heading: '受付記録', intro: 'フローが通話から作った、人が処理する用件です。', kind: '種類', state: '状態', all: 'すべて', task: '作業', case: '案件', callback: '折り返し', open: '未処理', done: '処理済み',
    title: '件名', number: '電話番号', created: '受付', due: '期限', overdue: '期限を過ぎています', noDue: 'なし', actions: '操作', loading: '読み込んでいます', nothing: '当てはまる受付記録はありません。',
    openIt: '開く', openOf: '「{title}」（{id}番）を開く', markDone: '処理済みにする', reopen: '未処理に戻す', doneOf: '「{title}」（{id}番）を処理済みにする', reopenOf: '「{title}」（{id}番）を未処理に戻す', doneBy: '{name} が {time} に処理', more: 'さらに表示する', fields: '内容', noFields: '項目はありません。', readOnly: 'あなたの役割では、番号と内容は伏せて表示し、処理はできません。', saved: '受付記録 {id}番を「{state}」にしました。', anonymous: '非通知',
    callbacks: '折り返しの予約', callbacksIntro: '列の順番を保って折り返しを待っているお客様です。上から順に、並んだ時刻と優先度で決まります。', turn: '順番', turnOf: '{number}番目', queue: '待ち呼', priority: '優先度', high: '高い', normal: 'ふつう', low: '低い', joined: '並んだ時刻',
  },
  en: {
    heading: 'Service records', intro: 'What flows have left for people to do after a call.', kind: 'Kind', state: 'State', all: 'All', task: 'Task', case: 'Case', callback: 'Callback', open: 'Open', done: 'Done',
    title: 'Title', number: 'Number', created: 'Received', due: 'Due', overdue: 'Overdue', noDue: 'None', actions: 'Actions', loading: 'Loading', nothing: 'No record fits.',
    openIt: 'Open', openOf: 'Open “{title}” (no. {id})', markDone: 'Mark as done', reopen: 'Reopen', doneOf: 'Mark “{title}” (no. {id}) as done', reopenOf: 'Reopen “{title}” (no. {id})', doneBy: 'Done by {name}, {time}', more: 'Show more', fields: 'Content', noFields: 'It has no fields.', readOnly: 'Your role sees neither numbers nor content, and cannot work records.', saved: 'Record {id} is now “{state}”.', anonymous: 'Withheld',
    callbacks: 'To be called back', callbacksIntro: 'Callers who keep their place in a queue. The first is next, by priority and by when they joined.', turn: 'Turn', turnOf: 'No. {number}', queue: 'Queue', priority: 'Priority', high: 'High', normal: 'Normal', low: 'Low', joined: 'Joined',
  },
})
