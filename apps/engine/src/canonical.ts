import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import serialize from 'canonicalize'

/** JSON Canonicalization Scheme (RFC 8785): one text for one value, whatever wrote it. @throws TypeError for what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = serialize(value)
  if (text === undefined) throw new TypeError('only JSON values have a canonical form')
  return text
}

/** SHA-256 in lower-case hex; a string is taken as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
}

/** The hash of what a document means: RFC 8785 form without what only the canvas shows (`layout`, `canvas`) and `$schema` (architecture.md §5). */
export function contentHash(document: object): string {
  const { layout: _layout, canvas: _canvas, $schema: _schema, ...meaning } = document as Record<string, unknown>
  return sha256Hex(canonicalJson(meaning))
}

/** The hash of where things stand on the canvas; part of a release, not of its meaning. */
export function layoutHash(document: object): string {
  const { layout = {}, canvas } = document as { layout?: unknown; canvas?: unknown }
  // A document without groups and notes keeps the hash that it had before there were any.
  return sha256Hex(canonicalJson(canvas === undefined ? layout : { layout, canvas }))
}
