import { defineNode, exit, leave, type CallCapability } from '@madoguchi/sdk'
import { checksums } from './checksums.ts'
import { CollectConfig } from './collect-config.ts'

type Failure = 'timeout' | 'invalid'

/** Why an input cannot be used. Silence is `timeout`; the terminator alone, other keys than digits, a wrong length or check digit are `invalid`. */
function failureOf(config: CollectConfig, { digits, terminated }: { digits: string; terminated: boolean }): Failure | undefined {
  if (digits === '' && !terminated) return 'timeout'
  const usable = /^[0-9]+$/.test(digits) && digits.length >= config.minDigits && digits.length <= config.maxDigits && checksums[config.checksum](digits)
  return usable ? undefined : 'invalid'
}

/** Reads the digits to the caller one by one and asks whether they are right. Without a read-back they are taken as they are. */
async function confirm(call: CallCapability, digits: string, { readBack, timeoutSeconds }: CollectConfig): Promise<'yes' | 'again' | Failure> {
  if (readBack === undefined) return 'yes'
  const spoken = [...digits].map((digit) => `${readBack.digitPrompts}${digit}`)
  const before = readBack.before === undefined ? [] : [readBack.before]
  const key = await call.ask([...before, ...spoken, readBack.after], { keys: readBack.confirmKey + readBack.retryKey, timeoutSeconds })
  if (key === null) return 'timeout'
  return key === readBack.confirmKey ? 'yes' : key === readBack.retryKey ? 'again' : 'invalid'
}

function collectDigits(call: CallCapability, config: CollectConfig): Promise<{ digits: string; terminated: boolean }> {
  const { minDigits, maxDigits, timeoutSeconds, digitTimeoutSeconds, secret } = config
  const terminator = config.terminator === 'none' ? '' : config.terminator
  return call.collect([config.prompt], { minDigits, maxDigits, terminator, timeoutSeconds, digitTimeoutSeconds, secret })
}

function problemsOf(config: CollectConfig) {
  const { minDigits, maxDigits, secret, readBack } = config
  const problems = []
  if (minDigits > maxDigits) {
    problems.push({ code: 'digits-range', pointer: '/minDigits', message: { ja: '最小の桁数が最大の桁数より大きくなっています。', en: 'The fewest digits are more than the most.' } })
  }
  if (readBack && readBack.confirmKey === readBack.retryKey) {
    problems.push({ code: 'duplicate-key', pointer: '/readBack/retryKey', message: { ja: '確定とやり直しに同じボタンが使われています。別のボタンを選んでください。', en: 'One key stands for both confirm and retry. Choose another key.' } })
  }
  if (readBack && secret) {
    problems.push({ code: 'secret-read-back', pointer: '/readBack', message: { ja: '記録しない入力は読み上げられません。「読み上げて確認」か「入力を記録しない」のどちらかを外してください。', en: 'Secret digits cannot be read back. Remove one of the two settings.' } })
  }
  return problems
}

/**
 * Digits from the caller, e.g. a number on a tax notice. One budget of retries covers all that can go wrong; during the read-back a wrong key
 * or silence asks for the confirmation again, and only the retry key makes the caller enter the digits anew.
 */
export const collect = defineNode({
  type: 'voice.collect',
  title: { ja: '番号の入力', en: 'Collect digits' },
  description: { ja: '電話機のボタンで番号を入力していただき、変数に保存します。「入力を記録しない」では、記録にも画面にも番号が残りません。エラー: 音声が用意できないとき、電話設備の不具合。', en: 'Takes digits from the caller into a variable; secret ones appear in no trace or screen. Errors: no audio, the telephony fails.' },
  icon: 'M4 6h16v12H4zM7 12h.01M10.5 12h.01M14 12h.01M17 10v4',
  needs: ['call'],
  config: CollectConfig,
  exits: () => [
    exit('done', { ja: '入力完了', en: 'Entered' }),
    exit('timeout', { ja: '入力なし', en: 'No input' }),
    exit('invalid', { ja: '入力誤り', en: 'Wrong input' }),
  ],
  summary: ({ saveAs, minDigits, maxDigits }) => {
    const range = minDigits === maxDigits ? `${minDigits}` : `${minDigits}–${maxDigits}`
    return { ja: `${saveAs}（${range}桁）`, en: `${saveAs} (${range} digits)` }
  },
  problems: problemsOf,
  async run({ config, call, set }) {
    // Who asks to enter the digits again has made no mistake, and is not told of one.
    const excuses = { timeout: config.noInputPrompt, invalid: config.invalidPrompt, again: undefined }
    let failure: Failure | 'again' = 'timeout'
    let entered: string | undefined
    for (let attempt = 0; attempt <= config.retries; attempt++) {
      const excuse = attempt > 0 ? excuses[failure] : undefined
      if (excuse !== undefined) await call.play([excuse], { bargeIn: true })
      if (entered === undefined) {
        const input = await collectDigits(call, config)
        const wrong = failureOf(config, input)
        if (wrong !== undefined) {
          failure = wrong
          continue
        }
        entered = input.digits
      }
      const verdict = await confirm(call, entered, config)
      if (verdict === 'yes') {
        set(config.saveAs, entered, { secret: config.secret })
        return leave('done')
      }
      if (verdict === 'again') entered = undefined
      failure = verdict
    }
    return leave(failure === 'timeout' ? 'timeout' : 'invalid')
  },
})
