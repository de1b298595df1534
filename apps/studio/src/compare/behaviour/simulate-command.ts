import type { BehaviourDifference } from '@madoguchi/engine'

/** The command that makes a call oneself (cli.md `simulate`). @param bundle `release:3`, or a folder */
export function simulateCommand(bundle: string, { number, at, from, press, agents, faults }: BehaviourDifference): string {
  const parts = ['npx madoguchi simulate', bundle, '--to', number, '--from', from, '--at', at, '--agents', String(agents)]
  // The shell gives `!` and `#` a meaning of their own.
  if (press.length > 0) parts.push(`--press='${press.join(',')}'`)
  for (const fault of faults) parts.push(`--fault '${fault}'`)
  return parts.join(' ')
}
