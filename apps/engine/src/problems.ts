import type { BothLanguages, Problem, Severity } from '@madoguchi/schemas'
import { ruleCatalogue } from './check/rules/rule-catalogue.ts'
import { walkCatalogue } from './check/walk-catalogue.ts'
import { tableCatalogue } from './tables/table-catalogue.ts'

export interface CatalogueEntry {
  severity: Severity
  /** Whether a bundle with this problem can still be run for a try; what only hinders publishing can. */
  runs: boolean
  ja: string
  en: string
}

/**
 * Every code a problem of this product can have. `{name}` is filled from the facts of the finding.
 * Codes are stable: scenarios, documentation and other people's scripts refer to them.
 */
export const problemCatalogue = {
  'json-syntax': { severity: 'error', runs: false, ja: 'JSONとして読めません（{line}行{column}文字目: {detail.ja}）。この設定だけが対象で、ほかの設定は影響を受けません。記号の抜けや余分を直してください。', en: 'Not readable as JSON (line {line}, column {column}: {detail.en}). Only this document is affected; mend the missing or extra character.' },
  'json-duplicate-key': { severity: 'error', runs: false, ja: '同じ名前「{key}」が2回書かれています（{line}行目）。どちらか一方を消してください。', en: 'The name "{key}" is written twice (line {line}); remove one of them.' },
  'document-too-large': { severity: 'error', runs: false, ja: 'ファイルが大きすぎます（{megabytes} MB、上限 {limit} MB）。読み込んでいません。分割するか、内容を減らしてください。', en: 'The file is too large ({megabytes} MB, limit {limit} MB) and was not read; split or shorten it.' },
  'bundle-missing': { severity: 'error', runs: false, ja: '設定一式の bundle.json がありません。', en: 'The bundle has no bundle.json.' },
  'bundle-version': { severity: 'error', runs: false, ja: 'より新しい形式（第{version}版）で書かれた設定です。この製品は第{supported}版まで読めます。何も変更していません。製品を更新するか、書き出した側の製品で第{supported}版以前の設定を書き出してください。', en: 'Written in a newer format (version {version}); this product reads up to {supported}. Nothing was changed. Update the product, or have it exported by a product that writes version {supported} or older.' },
  'bundle-migrated': { severity: 'info', runs: true, ja: '形式の第{from}版から第{to}版に直して読みました。{title.ja}対象: {documents}。保存されている内容は変えていません。', en: 'Brought up from format version {from} to {to} on reading. {title.en} Documents: {documents}. What is stored was not changed.' },
  'unknown-time-zone': { severity: 'error', runs: false, ja: 'タイムゾーン「{timeZone}」はありません。Asia/Tokyo のような名前を書いてください。', en: 'There is no time zone "{timeZone}"; write a name like Asia/Tokyo.' },
  'unknown-kind': { severity: 'error', runs: false, ja: '設定の種類「{kind}」はありません。使える種類: {known}', en: 'There is no kind of document "{kind}". Known kinds: {known}' },
  'document-place': { severity: 'error', runs: false, ja: '種類「{kind}」ID「{id}」の設定は {expected} に置いてください。', en: 'The document of kind "{kind}" and id "{id}" belongs in {expected}.' },
  schema: { severity: 'error', runs: false, ja: '{where}: {detail.ja}', en: '{where}: {detail.en}' },
  'unknown-node-type': { severity: 'error', runs: false, ja: 'ノードの種類「{type}」はありません。プラグインの一覧（bundle.json）と綴りを確かめてください。', en: 'There is no node type "{type}"; check its spelling and the plugins listed in bundle.json.' },
  'unknown-plugin': { severity: 'error', runs: false, ja: 'プラグイン「{plugin}」は導入されていません。管理者がプラグインのフォルダーに入れるか（設定のプラグインに手順があります）、一覧から外してください。ほかの設定は編集できます。', en: 'The plugin "{plugin}" is not installed. Have an administrator put it into the plugin folder (see the page Plugins), or take it off the list. Everything else can be edited.' },
  'plugin-not-listed': { severity: 'error', runs: false, ja: 'ノードの種類「{type}」はプラグイン「{plugin}」のものですが、設定一式で使うプラグインの一覧にありません。一覧に加えるか、このノードを消してください。', en: 'The node type "{type}" belongs to the plugin "{plugin}", which this bundle does not list. List it, or delete this node.' },
  'node-config': { severity: 'error', runs: true, ja: '{message.ja}', en: '{message.en}' },
  'wrong-flow-kind': { severity: 'error', runs: false, ja: 'ノード「{type}」はこの種類のフローでは使えません。', en: 'A "{type}" node cannot stand in this kind of flow.' },
  'missing-reference': { severity: 'error', runs: true, ja: '参照先の{kind.ja}「{id}」がありません。削除されたか、綴りが違います。', en: 'The {kind.en} "{id}" that is referred to does not exist; it was deleted or is misspelt.' },
  'missing-node': { severity: 'error', runs: false, ja: '接続先のノード「{node}」がフローにありません。', en: 'The node "{node}" that this leads to is not in the flow.' },
  'unknown-exit': { severity: 'error', runs: true, ja: '出口「{exit}」はこのノードにありません。使える出口: {known}', en: 'This node has no exit "{exit}". It has: {known}' },
  'unconnected-exit': { severity: 'error', runs: true, ja: '出口「{title}」がどこにもつながっていません。', en: 'The exit "{titleEn}" leads nowhere.' },
  'unreachable-node': { severity: 'warning', runs: true, ja: 'このノードには入口からたどり着けません。', en: 'This node cannot be reached from the entry.' },
  'duplicate-number': { severity: 'error', runs: false, ja: '番号「{number}」が2か所にあります（{other}）。', en: 'The number "{number}" is written in two places ({other}).' },
  'duplicate-prompt': { severity: 'error', runs: false, ja: '案内「{prompt}」が2か所にあります（{other}）。', en: 'The prompt "{prompt}" is written in two places ({other}).' },
  expression: { severity: 'error', runs: false, ja: '式「{expression}」を使えません: {detail.ja}', en: 'The expression "{expression}" cannot be used: {detail.en}' },
  template: { severity: 'error', runs: false, ja: '文「{text}」の {{ }} を使えません: {detail.ja}', en: 'A {{ }} in the text "{text}" cannot be used: {detail.en}' },
  'prompt-no-audio': { severity: 'error', runs: true, ja: '案内「{prompt}」に音声（{language}）がありません。音声を登録してください。', en: 'The prompt "{prompt}" has no audio ({language}); add one.' },
  'prompt-audio-missing': { severity: 'error', runs: true, ja: '案内「{prompt}」の音声ファイル {file} が見つかりません。', en: 'The audio file {file} of the prompt "{prompt}" is missing.' },
  'prompt-audio-corrupt': { severity: 'error', runs: true, ja: '音声ファイル {file} の内容が名前のハッシュと一致しません。', en: 'The content of the audio file {file} does not match the hash in its name.' },
  'prompt-audio-stale': { severity: 'error', runs: true, ja: '案内「{prompt}」の文が変わりましたが、音声（{language}）は前の文のままです。音声を差し替えるか、「文だけの変更」を確認してください。', en: 'The text of the prompt "{prompt}" has changed but its audio ({language}) still speaks the old one; replace it, or confirm that only the text changed.' },
  'text-needs-voice': { severity: 'warning', runs: true, ja: '録音のない文です（{text}）。音声合成が導入されていない交換機では流れず、エラーの出口へ進みます。音声合成を導入するか、案内として録音してください。', en: 'This text has no recording ({text}). Without a synthesised voice it cannot be played, and the error exit is taken. Install one, or record the text as a prompt.' },
  // Found by running the bundle, so only the gate of publishing has it: `check` is about documents.
  'scenario-failed': { severity: 'error', runs: true, ja: 'シナリオ「{title.ja}」が失敗しました。{said.ja}設定の変更が意図どおりなら、「シナリオ」の画面で新しい動きを期待値にしてください。', en: 'The scenario “{title.en}” failed. {said.en} Where the change is intended, take the new behaviour as expected on the page “Scenarios”.' },
  'no-numbers': { severity: 'warning', runs: true, ja: '通話フローにつながる番号が1つもありません。', en: 'No number leads to a call flow.' },
  ...tableCatalogue,
  ...ruleCatalogue,
  ...walkCatalogue,
} as const satisfies Record<string, CatalogueEntry>

export type ProblemCode = keyof typeof problemCatalogue
type Facts = Record<string, string | number | BothLanguages>

/** Makes a finding from its code and facts; the words come from the catalogue alone. */
export function problem(code: ProblemCode, place: { document: string; pointer: string; node?: string }, facts: Facts = {}): Problem {
  const { severity, ja, en } = problemCatalogue[code]
  return { code, severity, ...place, message: { ja: fill(ja, facts), en: fill(en, facts) } }
}

/** Whether a bundle with these findings can be run at all. */
export function canRun(problems: readonly Problem[]): boolean {
  return problems.every(({ code, severity }) => severity !== 'error' || runsDespite(code))
}

/** Hours that cannot decide say so at call time and are alarmed, so their findings (`hours.…`) hinder publishing only. */
function runsDespite(code: string): boolean {
  return code.startsWith('hours.') || (problemCatalogue[code as ProblemCode] as CatalogueEntry | undefined)?.runs === true
}

function fill(text: string, facts: Facts): string {
  return text.replaceAll(/\{(\w+)(?:\.(ja|en))?\}/g, (whole, name: string, language?: 'ja' | 'en') => {
    const fact = facts[name]
    if (fact === undefined) return whole
    return typeof fact === 'object' ? fact[language ?? 'ja'] : String(fact)
  })
}
