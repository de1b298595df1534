import type { Program } from '@madoguchi/engine'
import { useEffect, useState } from 'react'
import { type FilledText, fillPrompt } from './fill-prompt.ts'

/** Each text with the variables of the bundle filled in; undefined until the first time. While newer ones are filled in, the older ones stay. */
export function useFilled(program: Program, texts: readonly string[]): ReadonlyMap<string, FilledText> | undefined {
  const [filled, setFilled] = useState<ReadonlyMap<string, FilledText>>()
  const key = JSON.stringify(texts)
  useEffect(() => {
    let wanted = true
    const fill = async (text: string) => [text, await fillPrompt(program, text)] as const
    void Promise.all((JSON.parse(key) as string[]).map(fill)).then((result) => wanted && setFilled(new Map(result)))
    return () => {
      wanted = false
    }
  }, [program, key])
  return filled
}
