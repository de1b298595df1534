import { idPattern, said, type BothLanguages } from '@madoguchi/schemas'
import { label, repeated } from '@madoguchi/sdk'
import Type from 'typebox'

/** The id of a result or case, which becomes the name of an exit. */
export const resultId = (ja: readonly [string, string], en: readonly [string, string], rest: Record<string, unknown> = {}) => Type.String({ pattern: idPattern, ...said(ja, en), ...rest })

/** The name of a result or case for people. */
export const resultLabel = label(['名称', '画面に表示する出口の名前です。'], ['Label', 'What people call this exit.'])

/** Ids that name one exit twice, or an exit that every node has anyway. `list` is the config property that holds them. */
export function exitIdProblems(list: string, ids: readonly string[], reserved: readonly string[]): { code: string; pointer: string; message: BothLanguages }[] {
  const duplicates = repeated(ids).map((index) => ({
    code: 'duplicate-exit',
    pointer: `/${list}/${index}/id`,
    message: { ja: `出口のID「${ids[index]}」が重複しています。別のIDにしてください。`, en: `The exit id ${ids[index]} is used more than once. Choose another id.` },
  }))
  const taken = ids.flatMap((id, index) =>
    reserved.includes(id)
      ? [{ code: 'reserved-exit', pointer: `/${list}/${index}/id`, message: { ja: `「${id}」は決まった出口の名前なので使えません。別のIDにしてください。`, en: `${id} is the name of a fixed exit. Choose another id.` } }]
      : [],
  )
  return [...duplicates, ...taken]
}
