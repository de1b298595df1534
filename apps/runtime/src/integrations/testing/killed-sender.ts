/**
 * A runtime that takes a message to send, and stays there until it is killed. `node --import tsx killed-sender.ts DATABASE_URL`; says `inside`.
 */
import { connect } from '../../database/open-database.ts'
import { Outbox } from '../outbox.ts'
import { Senders } from '../senders.ts'
import { HttpClient } from '../http-client.ts'

const url = process.argv[2] ?? ''
const database = connect(url, false, undefined, async () => {})
const clock = () => new Date()
class HangingSenders extends Senders {
  override send(): Promise<void> {
    process.stdout.write('inside\n')
    return new Promise(() => setInterval(() => {}, 1_000))
  }
}
const quiet = () => {}
await new Outbox({ pool: database.pool, url, senders: new HangingSenders({}, new HttpClient({}), clock), clock, log: { info: quiet, warn: quiet, error: quiet } }).start()
