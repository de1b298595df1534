/**
 * Gives a bundle the prompts of which values are read (`voice.say-value`): `node --import tsx scripts/write-value-fragments.ts BUNDLE [PREFIX]`.
 * Writes `prompts/say-value.json`; render-speech.ts then makes their audio, or they are recorded in the studio. Fragments that the document
 * has keep their audio as long as their reading is the same. Exit status: 0 done, 2 usage or an unreadable document.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Value from 'typebox/value'
import { formatDocument } from '../apps/engine/src/format-document.ts'
import { allPieces } from '../plugins/voice/src/say-value/value-in-words.ts'
import { type Prompt, Prompts } from '../schemas/src/index.ts'

const [folder, prefix = 'say.'] = process.argv.slice(2)
if (folder === undefined || !existsSync(join(folder, 'bundle.json'))) {
  console.error('使い方: write-value-fragments.ts 設定一式のフォルダー [先頭]\nUsage: write-value-fragments.ts BUNDLE [PREFIX]; BUNDLE is a folder with bundle.json.')
  process.exitCode = 2
} else await write(folder)

async function write(bundle: string): Promise<void> {
  const file = join(bundle, 'prompts', 'say-value.json')
  const before: unknown = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : { prompts: {} }
  const known = Value.Check(Prompts, before) ? before.prompts : {}
  const prompts = Object.fromEntries(allPieces.map(({ id, text }): [string, Prompt] => {
    const same = known[`${prefix}${id}`]
    return [`${prefix}${id}`, same?.text.ja === text ? same : { purpose: 'other', owner: 'contractor', text: { ja: text } }]
  }))
  const document: Prompts = { $schema: '../../../schemas/json/prompts.schema.json', kind: 'prompts', id: 'say-value', title: { ja: '値の読み上げの部品', en: 'Fragments of spoken values' }, prompts }
  await mkdir(join(bundle, 'prompts'), { recursive: true })
  await writeFile(file, formatDocument(document))
  console.log(`${file}: ${allPieces.length}`)
}
