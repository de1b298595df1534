import { useMemo } from 'react'
import { useWords } from '../../i18n/words.ts'
import { words } from '../words.ts'

const directions = ['up', 'down', 'left', 'right'] as const

/** What React Flow says to screen readers, in the present language (A06). */
export function useAriaLabels() {
  const t = useWords(words)
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('aria.node'),
      'node.a11yDescription.keyboardDisabled': t('aria.nodeKeyboard'),
      'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }: { direction: string; x: number; y: number }) => {
        const known = directions.find((name) => name === direction)
        return t('aria.moved', { direction: known ? t(`direction.${known}`) : direction, x, y })
      },
      'edge.a11yDescription.default': t('aria.edge'),
      'controls.ariaLabel': t('aria.controls'),
      'controls.zoomIn.ariaLabel': t('aria.zoomIn'),
      'controls.zoomOut.ariaLabel': t('aria.zoomOut'),
      'controls.fitView.ariaLabel': t('aria.fit'),
      'controls.interactive.ariaLabel': t('aria.lock'),
      'minimap.ariaLabel': t('aria.minimap'),
      'handle.ariaLabel': t('aria.handle'),
    }),
    [t],
  )
}
