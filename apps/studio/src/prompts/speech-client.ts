import { sha256Hex } from '@madoguchi/engine'
import type { AppRouter } from '@madoguchi/runtime/router'
import { createTRPCClient, httpLink } from '@trpc/client'
import { toFailure } from '../app/failure.ts'
import { type Answers, tellRefusal } from '../app/server.ts'

/** Speech that is stored nowhere yet. */
export interface MadeSpeech extends Omit<Answers['speech']['preview'], 'wav'> {
  bytes: Uint8Array<ArrayBuffer>
  sha256: string
}

/** Texts go in the body of a POST: addresses are short, and proxies write them down. */
const inBody = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/trpc', methodOverride: 'POST' })] })

/**
 * Has the server speak a text with the readings of the draft.
 * @throws the failure of the procedure; `toFailure` has the words
 */
export async function makeSpeech(text: string, readings: readonly { written: string; say: string }[], signal: AbortSignal): Promise<MadeSpeech> {
  try {
    const { wav, ...facts } = await inBody.speech.preview.query({ text, readings: [...readings] }, { signal })
    const bytes = Uint8Array.from(atob(wav), (char) => char.charCodeAt(0))
    return { ...facts, bytes, sha256: sha256Hex(bytes) }
  } catch (cause) {
    tellRefusal(toFailure(cause).code)
    throw cause
  }
}
