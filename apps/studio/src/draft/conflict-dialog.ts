import { create } from 'zustand'

/** Opens by itself when a conflict comes up; closing it only puts the choice off. */
export const useConflictDialog = create<{ open: boolean }>()(() => ({ open: false }))
