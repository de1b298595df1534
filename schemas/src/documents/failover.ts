import Type from 'typebox'
import { documentHead } from '../head.ts'
import { said } from '../said.ts'
import { numberPattern } from './numbers.ts'

/** Where calls go, and what they hear, when nothing else works (R66). */
export const Failover = Type.Object(
  {
    ...documentHead('failover'),
    destination: Type.String({ pattern: numberPattern, ...said(['切替先', '障害のときにつなぐ番号です。'], ['Destination', 'The number that takes the calls in a failure.']) }),
    openGuidance: Type.String({ 'x-ref': 'prompt', ...said(['受付時間内の案内', '受付時間内の障害で、切替先につなぐ前に流す案内です。'], ['Guidance in open hours', 'Played before leading on, in open hours.']) }),
    outOfServiceGuidance: Type.String({ 'x-ref': 'prompt', ...said(['休止の案内', '切替先にもつながらないときの案内です。'], ['Out-of-service guidance', 'Played when the destination cannot be reached either.']) }),
  },
  { additionalProperties: false, ...said(['障害切替', '障害のときの行き先です。'], ['Failover', 'Where calls go in a failure.']) },
)
export type Failover = Type.Static<typeof Failover>
