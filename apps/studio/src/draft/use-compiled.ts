import { type Compiled, compileBundle } from '@madoguchi/engine'
import { useEffect, useState } from 'react'
import { nodeTypes } from '../editor/node-types.ts'

/**
 * The documents compiled, the newest always winning. While a newer one is being compiled the one before stays, so that nothing flickers
 * at each key stroke; undefined only before the first. `files` is a new array whenever anything changed, and only then.
 */
export function useCompiled(files: readonly (readonly [path: string, text: string])[] | undefined): Compiled | undefined {
  const [compiled, setCompiled] = useState<Compiled>()
  useEffect(() => {
    if (!files) return undefined
    let wanted = true
    void compileBundle(files, { nodeTypes }).then((result) => wanted && setCompiled(result))
    return () => {
      wanted = false
    }
  }, [files])
  return compiled
}
