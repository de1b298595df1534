import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { writeBundleFile } from '@madoguchi/engine'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallBundleFolder } from '../../test/make-bundle.ts'
import { loadBundle } from '../cli/load-bundle.ts'
import { readBundleFolder } from './read-bundle-folder.ts'
import { readBundleInFile } from './read-bundle-in-file.ts'

let file: string
beforeEach(() => {
  file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-file-')), 'bundle.json')
})
afterEach(() => fs.rmSync(path.dirname(file), { recursive: true, force: true }))

test('the one file of a bundle is read as its folder is', async () => {
  const { bundle } = await readBundleFolder(smallBundleFolder)
  const audio = Object.fromEntries([...bundle.audio].map(([sha, { bytes }]) => [sha, Buffer.from(bytes).toString('base64')]))
  fs.writeFileSync(file, writeBundleFile(Object.fromEntries([...bundle.files].map(([name, text]) => [name, JSON.parse(text) as unknown])), audio))
  const [inFile, inFolder] = [await loadBundle(file), await loadBundle(smallBundleFolder)]
  expect(inFile.problems).toEqual(inFolder.problems)
  expect([...inFile.files.audio.keys()].toSorted()).toEqual([...bundle.audio.keys()].toSorted())
  expect([...inFile.files.files.keys()].toSorted()).toEqual([...bundle.files.keys()].toSorted())
})

test('paths that lead elsewhere, wrong audio and other files are named and not taken', async () => {
  fs.writeFileSync(file, writeBundleFile({ 'bundle.json': {}, '../evil.json': {} }, { ['0'.repeat(64)]: 'AAAA', name: '' }))
  const { bundle, problems } = await readBundleInFile(file)
  expect([[...bundle.files.keys()], bundle.audio.size]).toEqual([['bundle.json'], 0])
  expect(problems.map(({ code }) => code)).toEqual(['document-path', 'prompt-audio-corrupt', 'audio-name'])
  for (const [content, said] of [['PK\u0003\u0004', 'ZIP'], ['{}', 'Madoguchi'], ['{"format":"madoguchi-bundle","version":9,"files":{}}', 'Update']] as const) {
    fs.writeFileSync(file, content)
    await expect(readBundleInFile(file)).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE', said: { en: expect.stringContaining(said) } })
  }
})
