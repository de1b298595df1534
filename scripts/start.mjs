// npm start: make ready, build the studio where it is missing or older than its sources, then run the runtime in this very process.
import path from 'node:path'
import { buildStudio } from './build-studio.mjs'
import { ensure, root } from './ensure.mjs'

ensure()
await buildStudio()
// The same process and not a child: Ctrl-C, kill and exit status then mean what they say.
process.argv = [process.argv[0], path.join(root, 'apps/runtime/bin/madoguchi.mjs'), 'start', '--demo', ...process.argv.slice(2)]
await import('../apps/runtime/bin/madoguchi.mjs')
