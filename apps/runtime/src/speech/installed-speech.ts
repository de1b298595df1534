import { type SpeechTools, SpeechToolMissing, findSpeechTools } from '@madoguchi/plugin-speech'
import type { BothLanguages } from '@madoguchi/schemas'

type Env = Readonly<Record<string, string | undefined>>

/** The programs that make speech, or what is missing and how to get it. */
export type InstalledSpeech = { tools: SpeechTools; missing?: undefined } | { tools?: undefined; missing: BothLanguages }

const found = new WeakMap<object, InstalledSpeech>()

/** Looked for once for each environment, since finding them starts programs; what is installed later is found after a restart. */
export function installedSpeech(env: Env): InstalledSpeech {
  const known = found.get(env) ?? lookForTools(env)
  found.set(env, known)
  return known
}

function lookForTools(env: Env): InstalledSpeech {
  try {
    return { tools: findSpeechTools(env) }
  } catch (cause) {
    if (cause instanceof SpeechToolMissing) return { missing: cause.said }
    throw cause
  }
}
