// A thread begins without the TypeScript loader of the process; this file is plain JavaScript so that it can bring its own.
import { register } from 'tsx/esm/api'

register()
await import('./keep-guests.ts')
