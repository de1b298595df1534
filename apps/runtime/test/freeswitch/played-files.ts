import type { EslClient } from '@madoguchi/freeswitch-esl'

/** What FreeSWITCH itself says it played, by caller: the independent witness beside our own trace. */
export interface PlayedFiles {
  /** Names of the files a caller was played, without folder and `.wav`, in order; files of one list in the list's order. */
  by(from: string): string[]
  /** When each list began, in milliseconds since the epoch by FreeSWITCH's clock. */
  startsBy(from: string): number[]
}

export async function watchPlayedFiles(esl: EslClient): Promise<PlayedFiles> {
  const played = new Map<string, { files: string[]; atMs: number }[]>()
  esl.on('PLAYBACK_START', (event) => {
    const from = event.get('Caller-Caller-ID-Number') ?? ''
    const path = event.get('Playback-File-Path') ?? ''
    const files = path.replace('file_string://', '').split('!').flatMap((file) => /([^/]+)\.wav$/.exec(file)?.[1] ?? [])
    if (files.length > 0) played.set(from, [...(played.get(from) ?? []), { files, atMs: Number(event.get('Event-Date-Timestamp')) / 1000 }])
  })
  await esl.event('plain', ['PLAYBACK_START'])
  const of = (from: string) => played.get(from) ?? []
  return { by: (from) => of(from).flatMap(({ files }) => files), startsBy: (from) => of(from).map(({ atMs }) => atMs) }
}
