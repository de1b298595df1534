import { gate } from '../../src/releases/gate.ts'
import { startRuntime } from '../../src/start-runtime.ts'
import { hoursBundle } from './hours-bundle.ts'

/** What the parent asks of this process, as one JSON argument. */
export interface ProductRequest {
  data: string
  port: number
  /** The configuration folder of the FreeSWITCH. */
  freeswitch: string
}

// The whole product with its embedded database in a process of its own, so that it can be killed. Publishes the hours that it is told.
const { data, port, freeswitch }: ProductRequest = JSON.parse(process.argv[2] ?? '{}')
const { context } = await startRuntime({ dataFolder: data, port, gate, freeswitch })
process.on('message', (hours) => void publish(hours === 'open' ? 'open' : 'closed'))
setInterval(() => process.send?.(context.telephony?.instances()[0]), 100)

async function publish(hours: 'open' | 'closed'): Promise<void> {
  const { files } = await hoursBundle(hours, Date.now())
  await context.releases.createRelease({ ...files, message: hours, author: 'test' })
}
