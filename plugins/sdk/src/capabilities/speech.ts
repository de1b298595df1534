import { NodeError } from '../faults.ts'
import type { Utterance } from '../operations.ts'
import type { SessionPort } from './session.ts'

/** A piece of an assembled sentence: the prompt of this id where the bundle has one, else its words as they are. */
export interface Fragment {
  fragment: string
  text: string
}

/** Ids of prompts, pieces of assembled sentences, or speech that is already resolved. */
export type Speech = readonly (string | Fragment | Utterance)[]

/** Spoken length of a text without audio: about five characters a second, as in requirements.md §11.1. */
export function estimatedSeconds(text: string): number {
  return Math.max(1, Math.round([...text].length / 5))
}

/** Stands for the id of words that no prompt holds; none that a prompt can have. The words themselves may be personal, and ids are told where texts are masked. */
export const textPrompt = '(text)'

/** Words that no prompt holds. */
export function spokenText(text: string): Utterance {
  return { prompt: textPrompt, text, seconds: estimatedSeconds(text) }
}

/** One part of what is said. @throws NodeError `unknown-prompt` */
export function utteranceOf(session: SessionPort, part: string | Fragment | Utterance): Utterance | Promise<Utterance> {
  if (typeof part === 'string') return session.utterance(part)
  if (!('fragment' in part)) return part
  try {
    return session.utterance(part.fragment)
  } catch (error) {
    if (error instanceof NodeError && error.code === 'unknown-prompt') return spokenText(part.text)
    throw error
  }
}

/** Fragments that no prompt has, one after the other, are read in one go: a voice that says each by itself cannot be listened to. */
export function joinedFragments(speech: Speech, resolved: readonly Utterance[]): Utterance[] {
  const joined: Utterance[] = []
  let open = false
  for (const [index, utterance] of resolved.entries()) {
    const part = speech[index]
    const isRead = typeof part === 'object' && 'fragment' in part && utterance.prompt !== part.fragment
    const before = joined.at(-1)
    if (isRead && open && before) joined[joined.length - 1] = spokenText(before.text + utterance.text)
    else joined.push(utterance)
    open = isRead
  }
  return joined
}
