import type { Node } from '@xyflow/react'
import type { StickyNote } from '@madoguchi/schemas'
import type { CardNode } from './NodeCard.tsx'
import type { Frame } from './frames.ts'

export type NoteNode = Node<{ id: string; note: StickyNote }, 'note'>
export type FrameNode = Node<{ frame: Frame; title: string; problems: number }, 'frame'>
/** Whatever stands on the canvas. */
export type CanvasNode = CardNode | NoteNode | FrameNode
