import type { BothLanguages, Problem, Witness } from '@madoguchi/schemas'

/** One JSON value on standard output and nothing else there (`--json`). */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`)
}

const severityNames: Record<Problem['severity'], string> = { error: '✗ 誤り / error', warning: '! 注意 / warning', info: '· 情報 / info' }

/** A finding as people read it in a terminal: what, where, in both languages, and the call that shows it. */
export function problemText({ code, severity, document, pointer, node, message, witness }: Problem): string {
  const shown = witness === undefined ? '' : `\n    ☎ ${simulateText(witness)}`
  return `${severityNames[severity]} ${code}  ${document}${pointer}${node === undefined ? '' : `  [${node}]`}\n    ${message.ja}\n    ${message.en}${shown}`
}

/** The call that shows a finding, as options of `madoguchi simulate`. */
export function simulateText({ to, from, at, press, agents, faults }: Pick<Witness, 'to' | 'from' | 'at' | 'press' | 'agents' | 'faults'>): string {
  return [`--to ${to} --from ${from} --at ${at}`, ...(press.length === 0 ? [] : [`--press ${press.join(',')}`]), `--agents ${agents}`, ...faults.map((fault) => `--fault ${fault}`)].join(' ')
}

/** Seconds as m:ss.s, for lists that are read downwards. */
export function clockText(ms: number): string {
  return `${String(Math.floor(ms / 60_000)).padStart(2)}:${((ms % 60_000) / 1000).toFixed(1).padStart(4, '0')}`
}

/** Both languages on one line. */
export function inline({ ja, en }: BothLanguages): string {
  return `${ja} / ${en}`
}
