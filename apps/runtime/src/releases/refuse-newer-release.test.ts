import { currentSchemaVersion } from '@madoguchi/schemas'
import { expect, test } from 'vitest'
import { makeFiles } from '../../test/make-bundle.ts'
import { refuseNewerRelease } from './refuse-newer-release.ts'

const live = (text: string) => ({ releaseFiles: async () => new Map([['bundle.json', text]]) })

test('a live release of a newer schema version stops the start, with what is safe and a way out', async () => {
  const starting = refuseNewerRelease(live(JSON.stringify({ schemaVersion: currentSchemaVersion + 1 })), 7)
  await expect(starting).rejects.toMatchObject({ code: 'RELEASE_TOO_NEW', said: { ja: expect.stringMatching(/第7版.*データはそのまま.*製品を更新/s), en: expect.stringMatching(/release 7.*untouched.*newer product/s) } })
})

test('releases of this and older versions start, and so does an installation without one', async () => {
  for (const schemaVersion of Array.from({ length: currentSchemaVersion }, (_, index) => index + 1)) await refuseNewerRelease(live(JSON.stringify({ schemaVersion })), 1)
  await refuseNewerRelease({ releaseFiles: async () => makeFiles({}) }, 1)
  await refuseNewerRelease(live('{'), undefined)
})
