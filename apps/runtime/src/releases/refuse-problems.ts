import type { Problem } from '@madoguchi/schemas'
import { StatedError } from '../stated-error.ts'

/** @throws StatedError BUNDLE_HAS_PROBLEMS (data: the problems) when an error is among them */
export function refuseProblems(problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const first = errors[0]
  if (first === undefined) return
  const place = `${first.document}${first.pointer}`
  throw new StatedError(
    'BUNDLE_HAS_PROBLEMS',
    {
      ja: `設定に問題が ${errors.length} 件あるため、先へ進めません。何も変更していません。最初の問題: ${place} ${first.message.ja}`,
      en: `Stopped, and nothing was changed: ${errors.length} problem(s). The first: ${place} ${first.message.en}`,
    },
    { data: { problems } },
  )
}
