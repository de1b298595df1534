import fs from 'node:fs'
import path from 'node:path'
import { StatedError } from '../stated-error.ts'
import type { Command, ExitStatus } from './command.ts'

/** All commands, in the order of the help. A new one is a file in commands/ and an entry here. */
const commands: readonly Command[] = [
  {
    name: 'start',
    usage: 'start [--data DIR] [--port PORT] [--bundle DIR] [--demo]',
    about: { ja: '窓口を起動します（画面つき）', en: 'the runtime with the studio' },
    load: () => import('./commands/start.ts'),
  },
  {
    name: 'check',
    usage: 'check BUNDLE [--json]',
    about: { ja: '設定一式のすべての問題を調べます', en: 'every problem of a bundle' },
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'simulate',
    usage: 'simulate BUNDLE --to NUMBER --at ISO [--from NUMBER] [--press KEYS] [--agents N] [--fault NAME[=EXIT]]… [--json]',
    about: { ja: '1件の通話を仮想の時間で試します', en: 'one call in virtual time' },
    load: () => import('./commands/simulate.ts'),
  },
  {
    name: 'hours',
    usage: 'hours BUNDLE ID (--at ISO | --from DATE --to DATE) [--json]',
    about: { ja: '営業時間と、それを決めた規則を調べます', en: 'effective hours with the rule that decided' },
    load: () => import('./commands/hours.ts'),
  },
  {
    name: 'test',
    usage: 'test BUNDLE [--filter TEXT] [--json]',
    about: { ja: 'シナリオを実行します', en: "the bundle's scenarios" },
    load: () => import('./commands/test.ts'),
  },
  {
    name: 'diff',
    usage: 'diff A B [--behaviour] [--exit-code] [--json]',
    about: { ja: '2つの設定一式の違いと、通話がどう変わるかを調べます', en: 'what one bundle means, and does, other than another' },
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'format',
    usage: 'format FILE… [--check]',
    about: { ja: '設定ファイルの書き方をそろえます', en: 'one canonical layout of documents' },
    load: () => import('./commands/format.ts'),
  },
  {
    name: 'import',
    usage: 'import DIR [--replace] [--json]',
    about: { ja: 'フォルダーを下書きに取り込みます', en: 'a folder becomes the draft' },
    load: () => import('./commands/import.ts'),
  },
  {
    name: 'export',
    usage: 'export DIR [--release N] [--json]',
    about: { ja: '公開中の版をフォルダーに書き出します', en: 'the live release as a folder' },
    load: () => import('./commands/export.ts'),
  },
  {
    name: 'publish',
    usage: 'publish DIR -m MESSAGE [--at ISO] [--json]',
    about: { ja: 'フォルダーを検査して、次の版としての承認を依頼します', en: 'asks for approval of a folder as the next release' },
    load: () => import('./commands/publish.ts'),
  },
  {
    name: 'audit',
    usage: 'audit verify [--anchor HASH] [--json]',
    about: { ja: '監査ログと版の連鎖が記録されたときのままか検証します', en: 'proves the audit log and the release chain' },
    load: () => import('./commands/audit.ts'),
  },
  {
    name: 'freeswitch-config',
    usage: 'freeswitch-config [BUNDLE] --out DIR [--gateway NAME=HOST[:PORT]]… [--ip IP] …',
    about: { ja: '交換機（FreeSWITCH）の設定と、非常時の案内を書き出します', en: 'the static FreeSWITCH configuration with the fallback dialplan' },
    load: () => import('./commands/freeswitch-config.ts'),
  },
  {
    name: 'bench',
    usage: 'bench [NAME…] [--json]',
    about: { ja: '速さを、同じ実行の中の物差しと比べて測ります', en: 'the benchmarks, each against its yardstick in the same run' },
    load: () => import('./commands/bench.ts'),
  },
]

/** Runs `madoguchi ARGV`. Never throws: a stated error is one clear message on standard error. */
export async function main(argv: readonly string[]): Promise<ExitStatus> {
  const [name, ...rest] = argv
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(help())
    return name === undefined ? 2 : 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    process.stderr.write(`madoguchi: 「${name}」というコマンドはありません。 / There is no command "${name}".\n${help()}`)
    return 2
  }
  try {
    const { run } = await command.load()
    if (name !== 'start') await installPlugins()
    return await run(rest)
  } catch (cause) {
    return tell(cause)
  }
}

/** The packages that this installation's runtime would use as well; `start` loads them by itself. */
async function installPlugins(): Promise<void> {
  const folder = process.env['MADOGUCHI_PLUGINS'] ?? path.join(process.env['MADOGUCHI_DATA'] ?? './data', 'plugins')
  if (!fs.existsSync(folder)) return
  const { InstalledPlugins } = await import('../plugins/installed-plugins.ts')
  const plugins = new InstalledPlugins({ folder, priority: 0 })
  process.once('exit', () => plugins.stop())
  await plugins.load()
  for (const { name, refused } of plugins.all) if (refused) process.stderr.write(`プラグイン ${name}: ${refused.ja} / Plugin ${name}: ${refused.en}\n`)
}

function tell(cause: unknown): ExitStatus {
  if (cause instanceof StatedError) {
    process.stderr.write(`${cause.said.ja} / ${cause.said.en}\n`)
    return cause.code === 'USAGE' || cause.code === 'BUNDLE_UNREADABLE' || cause.code === 'LOG_IN_FIRST' ? 2 : 1
  }
  const why = cause instanceof Error ? cause.message : String(cause)
  process.stderr.write(`予期しない誤りで終了しました。データはそのまま残っています。\nEnded by an unexpected fault. The data is untouched.\n${why}\n`)
  if (process.env['MADOGUCHI_DEBUG'] !== undefined && cause instanceof Error) process.stderr.write(`${cause.stack}\n`)
  return 1
}

function help(): string {
  const lines = commands.map(({ usage, about }) => `  madoguchi ${usage}\n      ${about.ja} / ${about.en}\n`)
  return `madoguchi COMMAND\n\n${lines.join('')}`
}
