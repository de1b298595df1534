import type pg from 'pg'

/** SHA-256 of the stored audio that documents name. Audio belongs to a release when a document names it; the runtime does not know which kinds do. */
export async function namedAudio(client: pg.ClientBase | pg.Pool, files: ReadonlyMap<string, string>): Promise<string[]> {
  const named = [...new Set([...files.values()].flatMap((text) => text.match(/\b[0-9a-f]{64}\b/g) ?? []))]
  const { rows } = await client.query<{ sha256: string }>('select sha256 from audio where sha256 = any($1)', [named])
  return rows.map(({ sha256 }) => sha256)
}
