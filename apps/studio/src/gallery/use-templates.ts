import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useDraft } from '../draft/draft.ts'
import { type GalleryTemplate, ownTemplates, shippedTemplates } from './templates.ts'

/**
 * Every template there is: those of this contact center first, then those of the product.
 * @param wanted false while nobody needs them: they are not fetched then
 */
export function useTemplates(wanted = true): { templates: readonly GalleryTemplate[]; loading: boolean; failed: boolean } {
  const shipped = useQuery({ queryKey: ['templates'], queryFn: shippedTemplates, staleTime: Infinity, enabled: wanted })
  const documents = useDraft((state) => state.documents)
  const own = useMemo(() => ownTemplates(documents), [documents])
  const templates = useMemo(() => [...own, ...(shipped.data ?? [])], [own, shipped.data])
  return { templates, loading: shipped.isPending, failed: shipped.isError }
}

/** The template that a flow was made from; one of this contact center's own comes before one of the product. */
export function templateOf(templates: readonly GalleryTemplate[], id: string): GalleryTemplate | undefined {
  return templates.find((template) => template.id === id)
}
