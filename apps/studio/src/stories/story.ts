import type { ComponentType, ReactNode } from 'react'

/**
 * The shape of stories (Component Story Format 3) as far as ours use it. Written down here because stories lie beside their components,
 * and the studio does not depend on the workspace that shows them.
 */
export interface StoriesOf<Props> {
  title: string
  component?: ComponentType<Props>
  args?: Partial<Props>
  parameters?: Record<string, unknown>
  decorators?: ((Story: ComponentType) => ReactNode)[]
}

export interface Story<Props> {
  name?: string
  args?: Partial<Props>
  parameters?: Record<string, unknown>
  /** Facts fetched before the story is drawn. */
  loaders?: (() => Promise<Record<string, unknown>>)[]
  render?(args: Props, context: { loaded: Record<string, unknown> }): ReactNode
  /** What a person does once the story is drawn. */
  play?(context: { canvas: Canvas; userEvent: Gestures }): Promise<void>
}

interface Canvas {
  findByRole(role: string, options?: { name?: string | RegExp }): Promise<HTMLElement>
}

interface Gestures {
  click(element: HTMLElement): Promise<void>
  keyboard(keys: string): Promise<void>
}
