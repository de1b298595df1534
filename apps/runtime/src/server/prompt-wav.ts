import { loudnessOf, readWav, samplesOf, silenceLoudness } from '@madoguchi/plugin-speech'
import type { BothLanguages } from '@madoguchi/schemas'

/** The telephone network's own form: anything else would be converted in every call, and FreeSWITCH plays it as it is. */
const wanted = { channels: 1, sampleRate: 8000, bitsPerSample: 16 } as const
export const promptSeconds = { shortest: 0.1, longest: 300 } as const
/** The longest, with room for the header and chunks of remarks. */
export const largestPromptBytes = promptSeconds.longest * wanted.sampleRate * (wanted.bitsPerSample / 8) + 100_000

/** What was wrong with a file; it was not stored. */
export type WavFault = 'no-wav' | 'wrong-format' | 'too-short' | 'too-long' | 'silent'

export const wavFaults: Record<WavFault, BothLanguages> = {
  'no-wav': { ja: 'WAV 音声として読めません（途中で切れているか、PCM ではありません）。保存していません。音声ファイルを選び直してください。', en: 'Not readable as WAV audio: it is cut short, or not PCM. It was not stored. Choose another file.' },
  'wrong-format': { ja: '8 kHz・モノラル・16ビットの WAV にしてください。保存していません。', en: 'The WAV must be 8 kHz, mono, 16 bit. It was not stored.' },
  'too-short': { ja: '音声が短すぎます（0.1秒から）。保存していません。', en: 'The audio is too short (0.1 s at least). It was not stored.' },
  'too-long': { ja: '5分より長い音声は登録できません。案内を分けてください。保存していません。', en: 'Audio longer than 5 minutes cannot be stored; split the prompt. It was not stored.' },
  silent: { ja: '音が入っていません（無音）。お客様には何も聞こえないため、保存していません。', en: 'The audio is silent: callers would hear nothing. It was not stored.' },
}

/** Looks at what a browser calls a prompt as if nobody had looked before. */
export function checkPromptWav(bytes: Uint8Array): { seconds: number } | { fault: WavFault } {
  try {
    const { channels, sampleRate, bitsPerSample, seconds } = readWav(bytes)
    if (channels !== wanted.channels || sampleRate !== wanted.sampleRate || bitsPerSample !== wanted.bitsPerSample) return { fault: 'wrong-format' }
    if (seconds < promptSeconds.shortest) return { fault: 'too-short' }
    if (seconds > promptSeconds.longest) return { fault: 'too-long' }
    return loudnessOf(samplesOf(bytes).samples, sampleRate) < silenceLoudness ? { fault: 'silent' } : { seconds }
  } catch {
    return { fault: 'no-wav' }
  }
}
