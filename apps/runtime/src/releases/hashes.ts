import { createHash } from 'node:crypto'

// The one place where the runtime takes its document hashes from (architecture.md §5).
export { contentHash, layoutHash } from '@madoguchi/engine'

/** SHA-256 in lower-case hex; a string is taken as UTF-8. Natively, because audio has megabytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
