import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type SpeechTools, SpeechToolMissing, findSpeechTools, readWav } from '@madoguchi/plugin-speech'
import { afterAll, describe, expect, it } from 'vitest'
import { SynthesisedVoice, findVoice, hasVoice } from './synthesised-voice.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'madoguchi-voice-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Programs that do what the renderer asks of them badly or not at all. */
const broken: SpeechTools = { openJtalk: '/bin/false', sox: '/bin/false', dictionary: folder, voice: folder }
const tools = installed()

function installed(): SpeechTools | undefined {
  try {
    return findSpeechTools(process.env)
  } catch (cause) {
    if (cause instanceof SpeechToolMissing) return undefined
    throw cause
  }
}

it('a text that cannot be made is undefined, and told to the log without its words', async () => {
  const told: unknown[] = []
  const voice = new SynthesisedVoice(broken, folder, { warn: (...words: unknown[]) => void told.push(words) })
  expect(await voice.say('電話番号は0481234567です', 'ja')).toBeUndefined()
  expect(told).toHaveLength(1)
  expect(JSON.stringify(told)).not.toContain('0481234567')
})

it('English is said by no Japanese voice', async () => {
  expect(await new SynthesisedVoice(broken, folder, { warn: () => expect.unreachable() }).say('welcome', 'en')).toBeUndefined()
})

it('a machine without the programs has no voice', () => {
  const env = { MADOGUCHI_OPEN_JTALK: '/nowhere/open_jtalk' }
  const told: unknown[] = []
  expect(findVoice(env, folder, { info: (...words: unknown[]) => void told.push(words), warn: () => {} })).toBeUndefined()
  expect(told).toHaveLength(1)
  expect(hasVoice(env)).toBe(false)
})

describe.skipIf(!tools)('with Open JTalk', () => {
  it('says a text as a file of telephone sound, once', async () => {
    const voice = new SynthesisedVoice(tools as SpeechTools, folder, { warn: () => {} })
    const [first, again] = await Promise.all([voice.say('さんまんきゅうせんごひゃくえん', 'ja'), voice.say('さんまんきゅうせんごひゃくえん', 'ja')])
    expect(again).toEqual(first)
    const wav = readWav(fs.readFileSync(path.join(folder, `${first?.audio}.wav`)))
    expect(wav).toMatchObject({ sampleRate: 8000, channels: 1, seconds: first?.seconds })
    expect(wav.seconds).toBeGreaterThan(1)
  })
  it('reads with the dictionary of the release, and lines for other words change nothing', async () => {
    const voice = new SynthesisedVoice(tools as SpeechTools, folder, { warn: () => {} })
    const plain = await voice.say('電話です', 'ja')
    expect(await voice.say('電話です', 'ja', [{ written: '県税', say: 'ケンゼー' }])).toEqual(plain)
    const own = await voice.say('電話です', 'ja', [{ written: '電話', say: 'テレホンセンター' }])
    expect(own?.audio).not.toBe(plain?.audio)
    expect(own?.seconds).toBeGreaterThan(plain?.seconds ?? 9)
  })
})
