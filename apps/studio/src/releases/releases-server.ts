import { type Answers, client } from '../app/server.ts'

export type Release = Answers['releases']['list'][number]

/** Releases as the runtime keeps them. */
export interface ReleasesServer {
  list(before: number | undefined): Promise<Release[]>
  live(): Promise<Release | null>
  /** What ran at an instant (ISO 8601). */
  liveAt(at: string): Promise<Release | null>
  /** @returns the number of the release that brings the old content back */
  rollBack(number: number, message: string): Promise<number>
}

export const pageSize = 50

export const releasesServer: ReleasesServer = {
  list: (before) => client.releases.list.query({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
  live: () => client.releases.live.query(),
  liveAt: (at) => client.releases.liveAt.query({ at }),
  rollBack: async (number, message) => (await client.releases.rollBack.mutate({ number, message })).release,
}
