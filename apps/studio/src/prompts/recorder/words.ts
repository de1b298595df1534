import { defineWords } from '../../i18n/words.ts'

export const recorderWords = defineWords('recorder', {
  ja: {
    panel: '録音', asking: 'マイクの使用を確認しています。ブラウザーに表示が出たら「許可」を選んでください。', readAloud: '次の文を読み上げてください',
    device: 'マイク', deviceNumber: 'マイク {number}', level: '音の大きさ', 'level-none': '音が入っていません', 'level-low': '小さめ：マイクに近づいてください', 'level-good': 'ちょうどよい', 'level-high': '大きすぎ：マイクから離れてください',
    start: '録音を始める', counting: '{left}', countingSaid: '{left}秒後に録音します', stop: '録音を終える', cancel: '録音をやめる', recording: '録音中 {time}', startHelp: '3つ数えてから始まります。5分で自動的に終わります。',
    taken: '録音しました（{seconds}秒）。聞いて確かめてください。', lostWhile: 'マイクが外れたため、そこまでを残しました。', waveform: '録音の波形', trimFrom: '使う部分のはじめ', trimUntil: '使う部分の終わり', trimAt: '{seconds}秒', trimHelp: '前後の無音は切ってあります。左右の端をドラッグするか、端を選んで ← → キー（Shift で大きく）で直せます。', kept: '{from}秒から{until}秒まで（{seconds}秒）', trimAll: '全体を使う',
    listen: '電話の音で聞く', preparing: '音を整えています…', again: '録り直す', discard: '破棄する', use: 'この録音を使う', using: '登録しています…',
    'fault-insecure': 'この画面は暗号化（https）されていないため、ブラウザーがマイクを使わせません。https のアドレスで開き直すか、音声ファイルを選んでください。', 'fault-refused': 'マイクの使用が許可されていません。アドレス欄のマイクの印から「許可」に変えて、もう一度試してください。変えられないときは、パソコンの管理者に確認するか、音声ファイルを選んでください。', 'fault-none': 'マイクが見つかりません。マイクをつないで、もう一度試してください。音声ファイルを選ぶこともできます。', 'fault-busy': 'マイクを使えません。ほかのソフト（会議など）が使っていれば終了して、もう一度試してください。音声ファイルを選ぶこともできます。', 'fault-lost': 'マイクが外れました。つなぎ直して、もう一度試してください。録音は残っていません。', 'fault-empty': '何も録音できませんでした。もう一度試してください。', retry: 'もう一度試す', close: '閉じる',
  },
  en: {
    panel: 'Recording', asking: 'Asking for the microphone. Choose “Allow” when the browser asks.', readAloud: 'Read this aloud',
    device: 'Microphone', deviceNumber: 'Microphone {number}', level: 'Level', 'level-none': 'No sound', 'level-low': 'Low: come nearer', 'level-good': 'Good', 'level-high': 'Too loud: move away',
    start: 'Start recording', counting: '{left}', countingSaid: 'Recording begins in {left} s', stop: 'Stop recording', cancel: 'Cancel', recording: 'Recording {time}', startHelp: 'It begins after a count of three, and ends by itself after 5 minutes.',
    taken: 'Recorded ({seconds} s). Listen before you use it.', lostWhile: 'The microphone was unplugged; what came before is kept.', waveform: 'Waveform of the recording', trimFrom: 'Beginning of what is used', trimUntil: 'End of what is used', trimAt: '{seconds} s', trimHelp: 'Silence at both ends is cut. Drag an end, or choose it and press ← → (Shift for larger steps).', kept: '{from} s to {until} s ({seconds} s)', trimAll: 'Use all of it',
    listen: 'Listen as on the telephone', preparing: 'Preparing the sound…', again: 'Record again', discard: 'Discard', use: 'Use this recording', using: 'Storing…',
    'fault-insecure': 'This page is not encrypted (https), so the browser gives it no microphone. Open it by its https address, or choose an audio file.', 'fault-refused': 'The microphone is not allowed. Change that at the microphone sign in the address bar and try again. If you cannot, ask who looks after this computer, or choose an audio file.', 'fault-none': 'There is no microphone. Plug one in and try again, or choose an audio file.', 'fault-busy': 'The microphone cannot be used. End other programs that use it (such as a meeting) and try again, or choose an audio file.', 'fault-lost': 'The microphone was unplugged. Plug it in and try again. Nothing was recorded.', 'fault-empty': 'Nothing was recorded. Try again.', retry: 'Try again', close: 'Close',
  },
})
