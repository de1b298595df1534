import { escapePointer } from '@madoguchi/engine'
import { useLocation } from 'wouter'
import { goToField, openFlow, useEditor } from '../editor-store.ts'
import type { Found } from './find-entries.ts'

/** Opens the field of a place: on its page where it has one, else in its JSON. */
export function useOpenPlace(): (place: Pick<Found, 'path' | 'at' | 'node'>) => void {
  const [location, go] = useLocation()
  return ({ path, at, node }) => {
    const [kind, file = ''] = path.split('/')
    const id = file.replace(/\.json$/, '')
    if (kind === 'call') {
      if (location !== `/flows/${id}`) go(`/flows/${id}`)
      openFlow(path)
      goToField(node, node?.startsWith('note:') ? '/note' : at.map((key) => `/${escapePointer(key)}`).join(''))
    } else if (kind === 'prompts' && at[0] === 'prompts' && at[1] !== undefined) go(`/prompts?id=${encodeURIComponent(at[1])}`)
    else if (kind === 'scenario') go(`/scenarios?id=${encodeURIComponent(id)}`)
    else useEditor.setState({ asking: { kind: 'document', path, at } })
  }
}
