/** Audio of a bundle; its name is the SHA-256 of its bytes. */
export interface AudioFile {
  bytes: Uint8Array
  seconds: number
  mediaType: 'audio/wav'
}

/** A bundle as it is stored and moved: texts by path (`bundle.json`, `<kind>/<id>.json`), audio by SHA-256 (hex). */
export interface BundleFiles {
  files: Map<string, string>
  audio: Map<string, AudioFile>
}

/** Paths that a document of a bundle can have; nothing that leads out of the folder, no hidden file, and not `audio/`. */
export const documentPathPattern = '^(?:bundle|(?!audio/)[a-z][a-z0-9-]{0,39}/[A-Za-z0-9][A-Za-z0-9._-]{0,79})\\.json$'
const documentPath = new RegExp(documentPathPattern)

export function isDocumentPath(path: string): boolean {
  return documentPath.test(path)
}

/** What one bundle may hold. A document above its limit could not be shown, diffed nor checked in reasonable time. */
export const bundleLimits = { documentBytes: 5_000_000, files: 5_000, audioBytes: 20_000_000, totalBytes: 1_000_000_000 } as const
