import type { Logger } from 'pino'
import type { Database } from '../database/open-database.ts'
import { HttpClient } from './http-client.ts'
import type { IntegrationSettings } from './integration-settings.ts'
import { Outbox } from './outbox.ts'
import { OutsideWorld } from './outside-world.ts'
import { Senders } from './senders.ts'
import { QueueCallbacks } from './queue-callbacks.ts'
import { ServiceRecords } from './service-records.ts'

/** The services that flows reach, as the settings allow. The outbox is not started yet. */
export function makeIntegrations({ pool, url }: Pick<Database, 'pool' | 'url'>, settings: IntegrationSettings, log: Pick<Logger, 'warn' | 'error' | 'info'>, clock: () => Date) {
  // Gateways are named by the administrator, so their hosts are allowed like those of the list.
  const gateway = settings.sms && URL.canParse(settings.sms.url) ? new URL(settings.sms.url) : undefined
  const http = new HttpClient(settings)
  const sending = gateway ? new HttpClient({ ...settings, ...(gateway.protocol === 'http:' ? { privateHosts: [...(settings.privateHosts ?? []), gateway.host] } : { hosts: [...(settings.hosts ?? []), gateway.host] }) }) : http
  const outbox = new Outbox({ pool, url, senders: new Senders(settings, sending, clock), clock, log })
  const records = new ServiceRecords(pool, clock)
  const callbacks = new QueueCallbacks(pool, clock)
  return { outbox, records, callbacks, outside: new OutsideWorld(http, outbox, records, callbacks, log) }
}
