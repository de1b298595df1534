import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeAudio, smallBundleFolder } from '../../test/make-bundle.ts'
import { bundleLimits } from './bundle-files.ts'
import { readBundleFolder } from './read-bundle-folder.ts'
import { writeBundleFolder } from './write-bundle-folder.ts'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-bundle-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

function put(name: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  fs.writeFileSync(path.join(folder, name), content)
}
const codes = async (limits?: typeof bundleLimits) => (await readBundleFolder(folder, limits)).problems.map(({ code, document }) => [code, document])

test('a bundle written to a folder is read back the same', async () => {
  const { bundle, problems } = await readBundleFolder(smallBundleFolder)
  expect(problems).toEqual([])
  expect(bundle.files.size).toBeGreaterThan(3)
  await writeBundleFolder(folder, bundle)
  const back = await readBundleFolder(folder)
  expect(back.bundle.files).toEqual(bundle.files)
  expect([...back.bundle.audio.keys()]).toEqual([...bundle.audio.keys()])
})

test('a document of 50 MB is named with its size and not read', async () => {
  put('bundle.json', '{}')
  const big = path.join(folder, 'call')
  fs.mkdirSync(big)
  fs.closeSync(fs.openSync(path.join(big, 'main.json'), 'w'))
  fs.truncateSync(path.join(big, 'main.json'), 50_000_000)
  const { bundle, problems } = await readBundleFolder(folder)
  expect(problems).toMatchObject([{ code: 'document-too-large', document: 'call/main', severity: 'error', message: { ja: expect.stringContaining('50 MB'), en: expect.stringContaining('limit 5 MB') } }])
  expect([...bundle.files.keys()]).toEqual(['bundle.json'])
})

test('audio beyond its limit, under a wrong name, with other content, or no WAV at all is no part of the bundle', async () => {
  const sound = makeAudio(40)
  const other = makeAudio(41)
  put(`audio/${sound.sha}.wav`, sound.file.bytes)
  put(`audio/${other.sha}.wav`, sound.file.bytes)
  put('audio/greeting.wav', sound.file.bytes)
  const noise = 'not a wav'
  const noiseSha = (await import('../releases/hashes.ts')).sha256(noise)
  put(`audio/${noiseSha}.wav`, noise)
  const big = '0'.repeat(64)
  put(`audio/${big}.wav`, '')
  fs.truncateSync(path.join(folder, 'audio', `${big}.wav`), 20_000_001)
  const { bundle } = await readBundleFolder(folder)
  expect([...bundle.audio.keys()]).toEqual([sound.sha])
  expect(bundle.audio.get(sound.sha)?.seconds).toBe(40 / 8_000)
  expect((await codes()).toSorted()).toEqual(
    [['audio-name', 'audio/greeting.wav'], ['audio-not-wav', `audio/${noiseSha}.wav`], ['audio-too-large', `audio/${big}.wav`], ['prompt-audio-corrupt', `audio/${other.sha}.wav`]].toSorted(),
  )
})

test('links are not followed, whether to a file or to a folder', async () => {
  put('bundle.json', '{}')
  fs.symlinkSync('/etc/hostname', path.join(folder, 'secret.json'))
  fs.symlinkSync(smallBundleFolder, path.join(folder, 'call'))
  const { bundle } = await readBundleFolder(folder)
  expect([...bundle.files.keys()]).toEqual(['bundle.json'])
  expect(await codes()).toEqual([['symbolic-link', 'call'], ['symbolic-link', 'secret']])
})

test('more files than the limit, or more bytes altogether: nothing is read', async () => {
  for (let n = 0; n < 4; n++) put(`call/f${n}.json`, '{"n":1}')
  expect(await readBundleFolder(folder, { ...bundleLimits, files: 3 })).toMatchObject({ bundle: { files: new Map() }, problems: [{ code: 'too-many-files' }] })
  expect(await readBundleFolder(folder, { ...bundleLimits, totalBytes: 20 })).toMatchObject({ bundle: { files: new Map() }, problems: [{ code: 'bundle-too-large' }] })
})

test('a text that is not UTF-8 and a document in a place that no document has are problems; other files are left alone', async () => {
  put('bundle.json', new Uint8Array([0x7b, 0x83, 0x7d]))
  put('Call/Main.json', '{}')
  put('stray.json', '{}')
  put('README.md', 'x')
  put('audio/manifest.json', '{}')
  put('.git/config.json', '{}')
  put('call/deep/er.json', '{}')
  const { bundle } = await readBundleFolder(folder)
  expect(bundle.files.size).toBe(0)
  expect((await codes()).toSorted()).toEqual([['document-path', 'Call/Main'], ['document-path', 'stray'], ['not-utf8', 'bundle']])
})

test('a folder that cannot be read is one clear error', async () => {
  await expect(readBundleFolder(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE', said: { ja: expect.stringContaining('none') } })
})

test('writing over an older bundle removes what the new one lacks and leaves other files', async () => {
  const audio = makeAudio(30)
  await writeBundleFolder(folder, { files: new Map([['bundle.json', '{}'], ['call/old.json', '{}']]), audio: new Map([[audio.sha, audio.file]]) })
  put('README.md', 'mine')
  await writeBundleFolder(folder, { files: new Map([['bundle.json', '{"a":1}']]), audio: new Map() })
  const left = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name)
  expect(left.toSorted()).toEqual(['README.md', 'bundle.json'])
})

test('a folder of something else is not written to', async () => {
  put('thesis.txt', 'x')
  await expect(writeBundleFolder(folder, { files: new Map([['bundle.json', '{}']]), audio: new Map() })).rejects.toMatchObject({ code: 'BUNDLE_TARGET_NOT_EMPTY' })
  expect(fs.readdirSync(folder)).toEqual(['thesis.txt'])
})

test('a path that leads out of the folder is never written', async () => {
  await expect(writeBundleFolder(folder, { files: new Map([['../evil.json', '{}']]), audio: new Map() })).rejects.toThrow(TypeError)
})
