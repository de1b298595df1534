import type { BothLanguages } from '@madoguchi/schemas'

/** Why the fallback of an instance could not be written, and what to do; the text that is there goes on holding. */
export function whyNotWritten(folder: string, cause: unknown): BothLanguages {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const [ja, en] = reasons[code] ?? [`ファイルを書けません（${code || '原因不明'}）。ログを確認してください。`, `a file cannot be written (${code || 'unknown cause'}). See the log.`]
  return {
    ja: `非常時の案内を ${folder} に書けません: ${ja}通話に影響はありません。前の内容がそのまま残り、1分ごとに書き直しを試みます。`,
    en: `The fallback cannot be written to ${folder}: ${en} Calls are not affected; what was there before stays, and it is tried again every minute.`,
  }
}

const noRight = ['書き込みの権限がありません。フォルダーの所有者を、窓口を動かす利用者にしてください。', 'no right to write. Make the user that runs madoguchi its owner.'] as const
const full = ['ディスクに空きがありません。空きを作ってください。', 'the disk is full. Make room on it.'] as const
const none = ['交換機の設定フォルダーがありません。instance.json の configurationFolder を確かめるか、madoguchi freeswitch-config で作ってください。', 'it is no FreeSWITCH configuration folder. Check configurationFolder in instance.json, or write it with madoguchi freeswitch-config.'] as const
const reasons: Readonly<Record<string, readonly [ja: string, en: string]>> = { EACCES: noRight, EPERM: noRight, EROFS: noRight, ENOSPC: full, EDQUOT: full, ENOENT: none, ENOTDIR: none }

export const notReloaded: BothLanguages = {
  ja: '交換機が新しい設定を読み込めませんでした。前の設定で動き続けています。設定フォルダーのXMLに手を加えた場合は、そのファイルを確かめてください。1分ごとに読み込み直します。',
  en: 'FreeSWITCH could not read its new configuration and goes on with the one before. If an XML file of the configuration folder was edited by hand, check that one. It is tried again every minute.',
}

export const notCompiled: BothLanguages = {
  ja: '公開中の版から非常時の案内を作れませんでした。前の内容がそのまま残ります。ログを確認してください。1分ごとに作り直しを試みます。',
  en: 'The fallback could not be made from the live release. What was there before stays. See the log; it is tried again every minute.',
}

export function missingGuidance(file: string, prompt: string): BothLanguages {
  return {
    ja: `非常時の案内「${prompt}」の音声ファイル ${file} が交換機にありません。この案内だけが無音になります。ファイルをそこに置くか、設定フォルダーを共有してください。`,
    en: `FreeSWITCH does not find ${file}, the audio of the fallback guidance "${prompt}": that guidance alone would be silent. Put the file there, or share the configuration folder.`,
  }
}

export function guidanceWithoutAudio(prompt: string): BothLanguages {
  return {
    ja: `案内「${prompt}」には録音がないため、非常時には流れません。音声案内の画面で音声を作ってください。`,
    en: `The guidance "${prompt}" has no recording, so the fallback cannot play it. Make its audio on the prompts page.`,
  }
}
