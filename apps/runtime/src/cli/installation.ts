import path from 'node:path'
import { clusterPlace, databaseSecrets, openDataFolder } from '../database/data-folder.ts'
import { lockFolder } from '../database/folder-lock.ts'
import { type Database, connect, openDatabase } from '../database/open-database.ts'
import { readPostmaster } from '../database/postmaster.ts'
import { runtimeUrl } from '../database/roles.ts'
import { DraftStore } from '../drafts/draft-store.ts'
import { productVersion } from '../product-version.ts'
import { ReleaseStore } from '../releases/release-store.ts'
import { StatedError } from '../stated-error.ts'

/** What a command may do with an installation. */
export interface Installation {
  database: Database
  releases: ReleaseStore
  drafts: DraftStore
}

/**
 * Opens the installation of `DATABASE_URL`, else of the data folder, for one command. Beside a running runtime its database is used
 * as it is; without one the embedded database is started for the command and stopped after it.
 * @throws StatedError when there is no database to be had
 */
export async function withInstallation<T>(act: (installation: Installation) => Promise<T>): Promise<T> {
  const { database, release } = await openForCommand()
  const clock = () => new Date()
  try {
    return await act({ database, releases: new ReleaseStore(database, productVersion, clock), drafts: new DraftStore(database, clock) })
  } finally {
    await database.close()
    release()
  }
}

async function openForCommand(): Promise<{ database: Database; release(): void }> {
  const url = process.env['DATABASE_URL']
  if (url !== undefined) return { database: connect(url, false, undefined, async () => {}), release: () => {} }
  const data = openDataFolder(process.env['MADOGUCHI_DATA'] ?? './data')
  try {
    const lock = lockFolder(data.lock)
    try {
      return { database: await openDatabase(data), release: () => lock.release() }
    } catch (cause) {
      lock.release()
      throw cause
    }
  } catch (cause) {
    if (!(cause instanceof StatedError) || cause.code !== 'DATA_FOLDER_IN_USE') throw cause
    const running = readPostmaster(path.join(clusterPlace(data).home, 'cluster'))
    if (!running?.ready) throw cause
    return { database: connect(runtimeUrl(running.port, databaseSecrets(data)), true, undefined, async () => {}), release: () => {} }
  }
}
