import { type ProblemCode, problem } from '@madoguchi/engine'
import type { BothLanguages, Problem } from '@madoguchi/schemas'

/** Findings about the files of a bundle folder that only a folder can have. `{name}` is filled from the facts. */
const findings = {
  'audio-too-large': { ja: '音声ファイルが大きすぎます（{megabytes} MB、上限 {limit} MB）。読み込んでいません。短くしてください。', en: 'The audio file is too large ({megabytes} MB, limit {limit} MB) and was not read; shorten it.' },
  'bundle-too-large': { ja: '設定一式の合計が大きすぎます（上限 {limit} MB）。何も読み込んでいません。', en: 'The bundle is too large altogether (limit {limit} MB); nothing was read.' },
  'too-many-files': { ja: 'ファイルが多すぎます（{count} 個、上限 {limit} 個）。何も読み込んでいません。', en: 'There are too many files ({count}, limit {limit}); nothing was read.' },
  'symbolic-link': { ja: 'シンボリックリンクは読み込みません。実際のファイルを置いてください。', en: 'Symbolic links are not followed; put the file itself here.' },
  'not-utf8': { ja: '文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。', en: 'The text is not UTF-8; save it as UTF-8.' },
  'document-path': { ja: 'この場所には置けません。「種類/ID.json」に置いてください。読み込んでいません。', en: 'A document cannot lie here; it belongs in KIND/ID.json. It was not read.' },
  'audio-name': { ja: '音声ファイルの名前は、内容の SHA-256（16進数64桁）に .wav を付けたものにしてください。', en: 'An audio file is named by the SHA-256 of its content (64 hex digits) and .wav.' },
  'audio-not-wav': { ja: 'WAV 音声（PCM、または G.711）として読めません。', en: 'Not readable as WAV audio (PCM or G.711).' },
} as const satisfies Record<string, BothLanguages>

/** What the engine finds as well, when it is given texts and audio without a folder: it has the words. */
const shared = ['document-too-large', 'prompt-audio-corrupt'] as const satisfies readonly ProblemCode[]

export type FolderProblemCode = keyof typeof findings | (typeof shared)[number]

/** A finding about one file by its path inside the folder; of a document it is `kind/id`, as in every other finding. */
export function folderProblem(code: FolderProblemCode, path: string, facts: Record<string, number> = {}): Problem {
  const place = { document: path.replace(/\.json$/, ''), pointer: '' }
  if (isShared(code)) return problem(code, place, { file: path, ...facts })
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
  const { ja, en } = findings[code]
  return { code, severity: 'error', ...place, message: { ja: fill(ja), en: fill(en) } }
}

function isShared(code: FolderProblemCode): code is (typeof shared)[number] {
  return (shared as readonly string[]).includes(code)
}
