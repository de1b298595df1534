import { compileBundle } from '@madoguchi/engine'
import { nodeTypes } from '../../src/node-types.ts'
import { type TestBundle, shortBundle } from './short-bundle.ts'

const dayMs = 86_400_000

/** The short bundle with hours that are open round the clock, or closed at whatever hour a test is run: only the day after tomorrow is open. */
export async function hoursBundle(hours: 'open' | 'closed', nowMs: number): Promise<TestBundle> {
  const { files, audioOf } = await shortBundle()
  const later = ((new Date(nowMs + 9 * 3_600_000 + 2 * dayMs).getUTCDay() + 6) % 7) + 1
  const weekly = hours === 'open' ? Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]])) : { [later]: [['08:30', '17:15']] }
  const texts = new Map([...files.files].map(([path, text]) => [path, path.startsWith('hours/') ? JSON.stringify({ ...JSON.parse(text), weekly, closures: [], holidays: undefined }) : text]))
  const { program } = await compileBundle(texts, { nodeTypes, audio: { has: (sha) => files.audio.has(sha) } })
  if (!program) throw new Error('the bundle with other hours cannot be run')
  return { program, files: { files: texts, audio: files.audio }, audioOf }
}
