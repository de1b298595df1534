import { schemaVersionOf } from '@madoguchi/engine'
import { currentSchemaVersion } from '@madoguchi/schemas'
import { StatedError } from '../stated-error.ts'
import type { ReleaseStore } from './release-store.ts'

/**
 * At the start: a live release that a newer product made cannot be run here, and a runtime that starts all the same would own telephones that
 * it cannot answer. It says so instead, and nothing is touched.
 * @throws StatedError RELEASE_TOO_NEW
 */
export async function refuseNewerRelease(releases: Pick<ReleaseStore, 'releaseFiles'>, live: number | undefined): Promise<void> {
  if (live === undefined) return
  const version = versionIn((await releases.releaseFiles(live)).get('bundle.json'))
  if (version <= currentSchemaVersion) return
  throw new StatedError('RELEASE_TOO_NEW', {
    ja: `公開中の第${live}版は、より新しい製品の形式（第${version}版）で書かれています。この製品は第${currentSchemaVersion}版まで読めます。起動を中止しました。データはそのまま残っています。製品を更新して起動するか、更新後の製品で以前の版に戻してから、この製品を起動してください。`,
    en: `The live release ${live} is written in the format of a newer product (version ${version}); this product reads up to ${currentSchemaVersion}. It was not started, and the data is untouched. Start the newer product, or roll back to an older release with it and then start this one.`,
  })
}

function versionIn(text: string | undefined): number {
  try {
    return schemaVersionOf(JSON.parse(text ?? 'null'))
  } catch {
    return currentSchemaVersion
  }
}
