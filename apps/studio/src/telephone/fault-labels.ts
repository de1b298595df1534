import type { BothLanguages } from '@madoguchi/schemas'
import { type FaultClass, faultClasses } from '@madoguchi/sdk'

type Said = readonly [ja: string, en: string]

/** Under which heading a switch stands: a class of faults, or what is none of them. */
export type SwitchGroup = Exclude<FaultClass, 'settings' | 'other'> | 'people'

export interface FaultLabel {
  group: SwitchGroup
  title: Said
  results: Readonly<Record<string, Said>>
}

const left = { abandoned: ['お客様が待ちきれずに切る', 'the caller gives up'] } as const satisfies Record<string, Said>
const broken = ['失敗する', 'fails'] as const satisfies Said

/** The names of everything that can be switched on, by its point: one table for both languages. A test holds it against what there is. */
export const faultLabels: Readonly<Record<string, FaultLabel>> = {
  gateway: { group: 'telephony', title: ['転送先', 'Who is rung'], results: { busy: ['話中', 'busy'], 'no-answer': ['応答なし', 'no answer'], unreachable: ['つながらない', 'unreachable'] } },
  queue: { group: 'people', title: ['待ち呼', 'Queue'], results: { timeout: ['待ち時間切れ', 'waits too long'], full: ['満員', 'full'], left: ['お客様がボタンで待つのをやめる', 'the caller leaves by key'], ...left } },
  status: { group: 'people', title: ['待ち呼のようす', 'State of the queue'], results: { busy: ['全員が応対中', 'all agents are busy'], unstaffed: ['担当者がいない', 'nobody is logged in'], waiting: ['待ち人数が上限', 'too many wait'], longest: ['最長の待ちが上限', 'somebody waits too long'], estimate: ['待ち時間の見込みが上限', 'the estimated wait is too long'] } },
  recording: { group: 'people', title: ['伝言の録音', 'Message'], results: { empty: ['何も話さない', 'nothing is said'] } },
  hold: { group: 'people', title: ['保留', 'Hold'], results: { timeout: ['時間切れ', 'waits too long'], ...left } },
  park: { group: 'people', title: ['パーク保留', 'Park'], results: { timeout: ['だれも取らない', 'nobody takes it'], ...left } },
  retrieve: { group: 'people', title: ['パークからの取り出し', 'Retrieve'], results: { empty: ['だれもいない', 'nobody is there'] } },
  conference: { group: 'people', title: ['会議', 'Conference'], results: { full: ['満員', 'full'] } },
  caller: { group: 'people', title: ['お客様', 'Caller'], results: { 'hung-up': ['案内の途中で切る', 'hangs up during the guidance'] } },
  chance: { group: 'people', title: ['無作為の分かれ道', 'Random split'], results: {} },
  prompt: { group: 'guidance', title: ['案内の音声', 'Prompts'], results: { missing: ['再生できない', 'cannot be played'] } },
  hours: {
    group: 'hours', title: ['営業時間の判断', 'Business hours'],
    results: { error: ['判断できない', 'cannot be decided'], emergency: ['緊急閉所とする', 'as in an emergency closing'], exception: ['臨時休業とする', 'as on an exception'], holiday: ['休日とする', 'as on a holiday'], closed: ['時間外とする', 'as when closed'], open: ['受付中とする', 'as when open'] },
  },
  telephony: { group: 'telephony', title: ['電話設備', 'Telephony'], results: { error: broken } },
  http: { group: 'service', title: ['外部への問い合わせ', 'HTTP request'], results: { error: ['つながらない', 'unreachable'], timeout: ['時間内に答えない', 'no answer in time'], rejected: ['断られる（404）', 'is refused (404)'] } },
  messages: { group: 'service', title: ['メッセージの送信', 'Messages'], results: { error: broken, 'no-gateway': ['送る先の設定がない', 'no gateway is set up'] } },
  records: { group: 'service', title: ['記録の作成', 'Records'], results: { error: broken } },
  callbacks: { group: 'service', title: ['折り返しの予約', 'Callback request'], results: { error: broken, duplicate: ['すでに予約がある', 'is asked for already'] } },
  desk: { group: 'service', title: ['担当者の画面', 'Agent’s screen'], results: { error: broken } },
  plugin: { group: 'service', title: ['プラグイン', 'Plugin'], results: { error: broken, timeout: ['時間内に答えない', 'no answer in time'] } },
}

/** The headings, in the order in which they are shown. */
export const switchGroups: readonly { group: SwitchGroup; title: BothLanguages }[] = [
  { group: 'people', title: { ja: 'お客様・相手・待ち呼', en: 'Caller, others, queue' } },
  ...(['telephony', 'guidance', 'hours', 'service'] as const).map((group) => ({ group, title: faultClasses[group].title })),
]
