import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { say } from '../../app/notices.ts'
import { documentTitle } from '../../draft/document-title.ts'
import { draft } from '../../draft/draft.ts'
import { useLanguage } from '../../i18n/words.ts'
import { flowPath } from '../commands/index.ts'
import { flowKey } from './outline-rows.ts'
import { focusRow, lastPlace, leave } from './outline-store.ts'

/** Follows a wire into another flow, and goes back along the way one came. */
export function useFollowCalls(path: string) {
  const [, go] = useLocation()
  const language = useLanguage()
  const titleOf = useCallback((id: string) => documentTitle(draft.getState().documents[flowPath(id)], flowPath(id), language), [language])
  const openFlow = useCallback(
    (from: string, id: string) => {
      if (draft.getState().documents[flowPath(id)] === undefined) {
        say({ ja: `フロー「${id}」はありません`, en: `There is no flow "${id}"` })
        return
      }
      leave({ path, key: from })
      go(`/flows/${id}`)
      focusRow({ path: flowPath(id), key: flowKey })
    },
    [path, go],
  )
  const back = useCallback(() => {
    const place = lastPlace()
    if (!place) {
      say({ ja: '戻る場所はありません', en: 'There is no place to go back to' })
      return
    }
    if (place.path !== path) go(`/flows/${place.path.replace(/^call\/|\.json$/g, '')}`)
    focusRow(place)
  }, [path, go])
  return { openFlow, back, titleOf }
}
