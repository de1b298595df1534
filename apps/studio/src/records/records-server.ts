import { type Answers, client } from '../app/server.ts'

/** A record as the list has it. Instants are ISO 8601. */
export type ServiceRecord = Answers['records']['list'][number]

/** Somebody who is to be called back, as the list has it. Instants are ISO 8601. */
export type QueueCallback = Answers['records']['callbacks'][number]

export interface RecordFilter {
  kind: '' | ServiceRecord['kind']
  state: '' | ServiceRecord['state']
}

export const pageSize = 50

/** What flows left for people to do. */
export interface RecordsServer {
  list(filter: RecordFilter, before: number | undefined): Promise<ServiceRecord[]>
  setDone(id: number, done: boolean): Promise<void>
  /** In the order in which it is their turn. */
  callbacks(): Promise<QueueCallback[]>
}

export const recordsServer: RecordsServer = {
  list: ({ kind, state }, before) => client.records.list.query({ limit: pageSize, ...(kind !== '' && { kind }), ...(state !== '' && { state }), ...(before !== undefined && { before }) }),
  callbacks: () => client.records.callbacks.query({}),
  setDone: async (id, done) => void (await client.records.setDone.mutate({ id, done })),
}
