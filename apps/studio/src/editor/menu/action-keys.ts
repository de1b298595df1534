import type { ActionName } from './use-actions.ts'

/** The keys of the editor. Ctrl is Command on a Mac. */
export const actionKeys: Partial<Record<ActionName, string>> = {
  cut: 'Ctrl+X', copy: 'Ctrl+C', paste: 'Ctrl+V', duplicate: 'Ctrl+D', remove: 'Delete', selectAll: 'Ctrl+A', group: 'Ctrl+G', ungroup: 'Ctrl+Shift+G', rename: 'F2', find: 'Ctrl+F', findEverywhere: 'Ctrl+Shift+F', breakpoint: 'F9',
}
