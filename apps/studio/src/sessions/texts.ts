/** The words of the list of calls. */
export const sessionTexts = {
  ja: {
    heading: '通話履歴', intro: '着信した通話と、その経過です。電話番号は一部を伏せて表示します。', filter: '絞り込み', from: '開始日', until: '終了日', dateBad: '終了日は開始日以後にしてください。', outcome: '結果', all: 'すべて', clear: '条件を消す', reload: '最新にする',
    'outcome-hangup': '案内で終了', 'outcome-transfer': '転送', 'outcome-agent': 'オペレーター応対', 'outcome-voicemail': '伝言', 'outcome-abandoned': 'お客様が切断', 'outcome-failover': '障害時の番号', 'outcome-error': '異常', 'outcome-running': '通話中',
    colTime: '開始', colLine: '番号', colCaller: '発信者', colOutcome: '結果', colSeconds: '通話時間', colRelease: '版', release: '第{number}版', anonymous: '非通知', simulated: '試し', pretended: '想定した日時 {time}', detailPretended: '想定した日時', open: '{time} の通話の経過を見る',
    loading: '読み込んでいます…', failed: '通話履歴を読み込めませんでした。記録は失われていません。{said}', retry: 'もう一度読み込む', empty: 'まだ通話がありません。', emptyWhat: 'フローの画面の「試しにかける電話」で「公開中の版」を選んで電話をかけると、ここに載ります。', emptyGo: 'フローを開く', nothingFound: '条件に合う通話がありません（新しいほうから {searched} 件を調べました）。', searchOn: 'さらに前を調べる', searched: '新しいほうから {searched} 件を調べています。',
    page: '{page}ページ目', newer: '新しい通話', older: '前の通話', back: '通話履歴へ戻る', detail: '通話の経過', detailTime: '開始', running: 'この通話はまだ続いています。', notFound: 'この通話の記録はありません。保存期間が過ぎて削除されたか、アドレスが違います。', namesOld: '第{number}版の設定の名前で表示しています。', namesGone: '第{number}版の設定を読み込めないため、名前をIDで表示しています。',
  },
  en: {
    heading: 'Calls', intro: 'Calls that came in, and what happened in each. Part of a number is hidden.', filter: 'Filter', from: 'From', until: 'Until', dateBad: 'The last day is before the first.', outcome: 'Outcome', all: 'All', clear: 'Clear', reload: 'Refresh',
    'outcome-hangup': 'ended by the guidance', 'outcome-transfer': 'transferred', 'outcome-agent': 'served by an agent', 'outcome-voicemail': 'message', 'outcome-abandoned': 'caller hung up', 'outcome-failover': 'failover number', 'outcome-error': 'fault', 'outcome-running': 'under way',
    colTime: 'Began', colLine: 'Number', colCaller: 'Caller', colOutcome: 'Outcome', colSeconds: 'Duration', colRelease: 'Release', release: 'release {number}', anonymous: 'withheld', simulated: 'try-out', pretended: 'as if at {time}', detailPretended: 'As if at', open: 'What happened in the call of {time}',
    loading: 'Loading…', failed: 'The calls could not be loaded. Nothing recorded is lost. {said}', retry: 'Load again', empty: 'There are no calls yet.', emptyWhat: 'Choose “Live release” on the try-it telephone of a flow and make a call; it appears here.', emptyGo: 'Open the flows', nothingFound: 'No call fits (the newest {searched} were looked at).', searchOn: 'Look further back', searched: 'Looking at the newest {searched}.',
    page: 'Page {page}', newer: 'Newer calls', older: 'Older calls', back: 'Back to the calls', detail: 'What happened', detailTime: 'Began', running: 'This call is still under way.', notFound: 'There is no record of this call: its retention has ended, or the address is wrong.', namesOld: 'Names are those of release {number}.', namesGone: 'The documents of release {number} cannot be loaded, so ids are shown for names.',
  },
} as const

export type SessionKey = keyof typeof sessionTexts.ja
