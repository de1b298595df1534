import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { BothLanguages } from '@madoguchi/schemas'
import { gate } from '../../releases/gate.ts'
import { readOidcSettings } from '../../people/open-id-connect.ts'
import { readIntegrationSettings } from '../../integrations/integration-settings.ts'
import { readPort } from '../../server/listen.ts'
import { startRuntime } from '../../start-runtime.ts'
import type { Runtime } from '../../start-runtime.ts'
import { StatedError } from '../../stated-error.ts'
import type { ExitStatus } from '../command.ts'

const projectFolder = fileURLToPath(new URL('../../../../../', import.meta.url))

/** `madoguchi start`: runs until it is told to stop (Ctrl-C, SIGTERM); a second Ctrl-C does not wait. */
export async function run(argv: readonly string[]): Promise<ExitStatus> {
  const { data, port, bundle, demo } = readOptions(argv)
  const asked = waitForSignal()
  const starting = startRuntime({
    dataFolder: data ?? process.env['MADOGUCHI_DATA'] ?? './data',
    port: readPort(port ?? process.env['PORT']),
    bundleFolder: bundle ?? process.env['MADOGUCHI_BUNDLE'] ?? `${projectFolder}flows/saitama-auto-tax`,
    database: { url: process.env['DATABASE_URL'], ownerUrl: process.env['DATABASE_OWNER_URL'] },
    freeswitch: process.env['MADOGUCHI_FREESWITCH'],
    pluginsFolder: process.env['MADOGUCHI_PLUGINS'],
    anchorsFolder: process.env['MADOGUCHI_ANCHORS'],
    demo: demo ?? false,
    key: process.env['MADOGUCHI_KEY'],
    oidc: readOidcSettings(process.env),
    integrations: readIntegrationSettings(process.env['MADOGUCHI_INTEGRATIONS']),
    publicUrl: readPublicUrl(process.env['MADOGUCHI_URL']),
    gate,
    say,
  })
  const runtime = await starting
  welcome(runtime)
  stopOnFault(runtime)
  await asked
  say({ ja: '停止しています（もう一度 Ctrl-C を押すと、待たずに終了します）', en: 'Stopping (Ctrl-C again to end at once)' })
  await runtime.stop()
  say({ ja: '停止しました。', en: 'Stopped.' })
  return 0
}

/** @throws StatedError USAGE */
function readPublicUrl(text: string | undefined): URL | undefined {
  if (text === undefined || text === '') return undefined
  if (/^https:\/\/[^/?#@]+\/?$/.test(text) && URL.canParse(text)) return new URL(text)
  throw new StatedError('USAGE', { ja: `MADOGUCHI_URL には、プロキシーの https のアドレスだけを指定してください（今の値: ${text}）。`, en: `MADOGUCHI_URL is the https address of your proxy and nothing more (now: ${text}).` })
}

function readOptions(argv: readonly string[]) {
  try {
    const options = { data: { type: 'string' }, port: { type: 'string' }, bundle: { type: 'string' }, demo: { type: 'boolean' } } as const
    return parseArgs({ args: [...argv], options }).values
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : ''
    throw new StatedError('USAGE', { ja: `引数が正しくありません: ${why}`, en: `The arguments are not valid: ${why}` }, { cause })
  }
}

/** Ctrl-C under `npm start` arrives twice: from the terminal, and forwarded by npm. Only a later one means "now". */
const sameKeyPressMs = 1_000

/** Resolves at the first signal, also when it comes while starting; a second one ends the process on the spot. */
function waitForSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    const on = () => {
      first ??= performance.now()
      if (performance.now() - first > sameKeyPressMs) process.exit(130)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, on)
  })
}

/** A fault that nobody caught: it is logged with its place, told without it, and everything is stopped in order. */
function stopOnFault(runtime: Runtime): void {
  const on = (cause: unknown) => {
    runtime.context.log.fatal({ err: cause }, 'stopped by an unexpected fault')
    say({ ja: '予期しない誤りが起きたため停止します。データはそのまま残っています。詳しくは記録（logs/runtime.log）にあります。', en: 'Stopping because of an unexpected fault. The data is untouched. Details are in logs/runtime.log.' })
    void runtime.stop().finally(() => process.exit(1))
  }
  process.once('uncaughtException', on)
  process.once('unhandledRejection', on)
}

function welcome({ url, context, firstPassword }: Runtime): void {
  const release = context.live.current
  say(
    release === undefined
      ? { ja: '公開中の版はまだありません。', en: 'There is no release yet.' }
      : { ja: `第${release.number}版を実行しています（${release.message}）`, en: `Running release ${release.number} (${release.message})` },
  )
  const { demo, publicUrl } = context.people
  if (publicUrl === undefined) say({ ja: 'このコンピューターからだけ開けます。', en: 'Reachable from this computer only.' })
  else say({ ja: `プロキシーを通して ${publicUrl.origin} で開けます。`, en: `Reachable through the proxy as ${publicUrl.origin}.` })
  if (demo) say({ ja: 'デモの利用者で、クリックだけでログインできます（このコンピューターからだけ）。', en: 'Demo people log in with one click (from this computer only).' })
  // To the terminal alone: the log never holds a password.
  if (firstPassword !== undefined) process.stdout.write(`\n  最初のログイン / First log-in\n    利用者ID / login name:          ${firstPassword.loginName}\n    仮パスワード / temporary password: ${firstPassword.temporaryPassword}\n`)
  process.stdout.write(`\n  ▶ ブラウザーで開く: ${url}\n  ▶ Open in a browser: ${url}\n  ■ 終了 / Stop: Ctrl-C\n\n`)
}

function say({ ja, en }: BothLanguages): void {
  process.stdout.write(`${ja} / ${en}\n`)
}
