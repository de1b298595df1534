import { jsonPatch } from '@madoguchi/engine'
import type { BundleFiles } from '../compare-source.ts'
import { valueOf } from '../comparison.ts'

/** A JSON Patch (RFC 6902) as a file. */
export function patchText(before: unknown, after: unknown): string {
  return `${JSON.stringify(jsonPatch(before, after), null, 2)}\n`
}

/** A document that is not there is `null`: then the patch replaces the whole. */
export function documentValue(files: BundleFiles, path: string, hideLayout: boolean): unknown {
  const text = files[path]
  return text === undefined ? null : valueOf(text, hideLayout)
}

/** The bundle as one document, path → document, so that one patch says everything, added and removed documents too. */
export function bundleValue(files: BundleFiles, hideLayout: boolean): unknown {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, valueOf(text, hideLayout)]))
}
