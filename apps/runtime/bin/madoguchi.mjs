#!/usr/bin/env node
// Plain JavaScript without dependencies: it must be able to say that the dependencies are missing.
let tsx
try {
  tsx = await import('tsx/esm/api')
} catch {
  console.error('必要なライブラリーがありません。プロジェクトのフォルダーで npm ci を実行してください。\nThe libraries are missing. Run npm ci in the project folder.')
  process.exit(2)
}
tsx.register()
const generated = new URL('../src/generated/prisma/client.ts', import.meta.url)
const { existsSync } = await import('node:fs')
const isOffline = !existsSync(generated) && process.argv[2] === 'start'
if (isOffline) {
  console.error('データベースのプログラムが生成されていません。npm start で起動してください。\nThe database client is not generated. Start with npm start.')
  process.exit(2)
}
const { main } = await import('../src/cli/main.ts')
process.exitCode = await main(process.argv.slice(2))
// A finished command ends, whatever timer or connection is still open; output written before is flushed first.
process.stdout.write('', () => process.exit())
