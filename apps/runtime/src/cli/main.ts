import { StatedError, inBothLanguages } from '../stated-error.ts'
import type { Command, ExitStatus } from './command.ts'

/** All commands, in the order of the help. A new one is a file in commands/ and an entry here. */
const commands: readonly Command[] = [
  {
    name: 'start',
    usage: 'start [--data DIR] [--port PORT] [--bundle DIR]',
    about: { ja: '窓口を起動します（画面つき）', en: 'the runtime with the studio' },
    load: () => import('./commands/start.ts'),
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
    return await (await command.load()).run(rest)
  } catch (cause) {
    return tell(cause)
  }
}

function tell(cause: unknown): ExitStatus {
  if (cause instanceof StatedError) {
    process.stderr.write(`${inBothLanguages(cause.said)}\n`)
    return cause.code === 'USAGE' || cause.code === 'BUNDLE_UNREADABLE' ? 2 : 1
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
