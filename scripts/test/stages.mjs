// The stages of npm test, in order: the quick ones first. A new stage is one entry here.
//   name, group     what --only takes
//   always          runs in a plain `npm test`; the others only when asked for by --only
//   ciProvides      .ci/run is meant to provide what it needs: not running it is a failure there
//   missing()       why it cannot run here, or undefined
//   prepare()       what it needs made first
//   command()       what to run, looked up when everything is installed; reporter: how the number of tests is read ('vitest', 'playwright', or one check as a whole)
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { buildStudio } from '../build-studio.mjs'
import { root } from '../ensure.mjs'
import { findChromium } from '../find-chromium.mjs'

const at = (...names) => path.join(root, ...names)
const has = (...names) => fs.existsSync(at(...names))
const node = process.execPath
/** The program of a package: npm puts it into the workspace that alone uses it, else into the root. */
const bin = (name, file, workspace = '') => (has(workspace, 'node_modules', name, file) ? at(workspace, 'node_modules', name, file) : at('node_modules', name, file))

function findProgram(name, places = []) {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' })
  return found.status === 0 ? found.stdout.trim().split('\n')[0] : places.find((file) => fs.existsSync(file))
}

const noChromium = () => (findChromium() ? undefined : 'Chromium がありません（apt-get install chromium、または CHROMIUM_PATH） / no Chromium')
const noFreeswitch = () => {
  const lacking = [
    ...(findProgram('freeswitch', [path.join(process.env.FREESWITCH_PREFIX ?? '/usr/local/freeswitch', 'bin', 'freeswitch')]) ? [] : ['FreeSWITCH']),
    ...(findProgram('sipp') ? [] : ['sipp']),
  ]
  return lacking.length === 0 ? undefined : `${lacking.join(', ')} がありません / no ${lacking.join(', no ')}`
}

export const stages = [
  {
    name: 'lint',
    group: 'static',
    always: true,
    title: '書き方の規則 / lint',
    missing: () => (has('.oxlintrc.json') ? undefined : '.oxlintrc.json がありません / no .oxlintrc.json'),
    command: () => [node, bin('oxlint', 'bin/oxlint'), '--type-aware'],
  },
  { name: 'types', group: 'static', always: true, title: '型 / types', command: () => [node, bin('typescript', 'bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  {
    name: 'migrations',
    group: 'static',
    always: true,
    title: 'データベースの更新と定義の一致 / migrations match the schema',
    command: () => [node, '--import', 'tsx', at('apps/runtime/scripts/author-migration.ts'), '--check'],
  },
  { name: 'unit', group: 'unit', always: true, title: '単体・結合試験 / unit and integration tests', command: () => [node, bin('vitest', 'vitest.mjs'), 'run'], reporter: 'vitest' },
  {
    name: 'storybook',
    group: 'browser',
    always: true,
    title: 'Storybook の作成 / Storybook builds',
    missing: () => (has('storybook', '.storybook') ? undefined : 'storybook/.storybook がありません / no storybook/.storybook'),
    command: () => [node, bin('storybook', 'dist/bin/dispatcher.js', 'storybook'), 'build', '-o', 'dist', '--quiet', '--disable-telemetry'],
    cwd: 'storybook',
  },
  {
    name: 'studio',
    group: 'browser',
    always: true,
    ciProvides: true,
    title: '画面の試験 / studio in a browser',
    missing: () => noChromium() ?? (has('apps/studio/e2e') ? undefined : 'apps/studio/e2e がありません / no apps/studio/e2e'),
    prepare: buildStudio,
    command: () => [node, bin('@playwright/test', 'cli.js'), 'test'],
    cwd: 'apps/studio',
    reporter: 'playwright',
  },
  {
    name: 'freeswitch',
    group: 'freeswitch',
    always: true,
    title: '電話交換機の試験 / telephony with FreeSWITCH',
    missing: () => noFreeswitch() ?? (has('apps/runtime/vitest.freeswitch.config.ts') ? undefined : 'apps/runtime/vitest.freeswitch.config.ts がありません / none yet'),
    command: () => [node, bin('vitest', 'vitest.mjs'), 'run', '--config', 'apps/runtime/vitest.freeswitch.config.ts'],
    reporter: 'vitest',
  },
  {
    name: 'endurance',
    group: 'endurance',
    always: false,
    title: '長時間の試験 / endurance',
    missing: () => (has('apps/runtime/vitest.endurance.config.ts') ? undefined : 'apps/runtime/vitest.endurance.config.ts がありません / none yet'),
    command: () => [node, bin('vitest', 'vitest.mjs'), 'run', '--config', 'apps/runtime/vitest.endurance.config.ts'],
    reporter: 'vitest',
  },
]
