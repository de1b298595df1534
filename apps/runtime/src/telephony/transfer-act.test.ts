import { expect, it } from 'vitest'
import { bridgeAct, isTalking, transferResult } from './transfer-act.ts'

const of = (variables: Record<string, string>) => (name: string) => variables[name]

it.each([
  ['SUCCESS', 'answered'], ['USER_BUSY', 'busy'], ['CALL_REJECTED', 'busy'], ['NO_ANSWER', 'no-answer'], ['PROGRESS_TIMEOUT', 'no-answer'], ['ALLOTTED_TIMEOUT', 'no-answer'],
  ['NORMAL_TEMPORARY_FAILURE', 'unreachable'], ['GATEWAY_DOWN', 'unreachable'], ['INVALID_GATEWAY', 'unreachable'], ['', 'unreachable'],
])('%s means %s', (disposition, result) => {
  expect(transferResult(of({ originate_disposition: disposition })).result).toBe(result)
})

it('a bridge is over when it failed, or when the conversation has a cause of its end; never while they talk', () => {
  const act = bridgeAct({ dialString: 'user/1', timeoutSeconds: 20, line: '0570012229' })
  expect(act.finished(of({}))).toBe(false)
  expect(act.finished(of({ DIALSTATUS: 'BUSY', originate_disposition: 'USER_BUSY' }))).toBe(true)
  const talking = of({ DIALSTATUS: 'SUCCESS', originate_disposition: 'SUCCESS' })
  expect([act.finished(talking), isTalking(talking)]).toEqual([false, true])
  const over = of({ DIALSTATUS: 'SUCCESS', originate_disposition: 'SUCCESS', last_bridge_hangup_cause: 'NORMAL_CLEARING' })
  expect([act.finished(over), isTalking(over)]).toEqual([true, false])
})

it('the caller comes back by the extension of the dialled line, and no leg may be silent for ever', () => {
  const act = bridgeAct({ dialString: 'user/1', timeoutSeconds: 20, callerNumber: '0480000000', line: '0570012229' })
  expect(act.set['transfer_after_bridge']).toBe('resume-0570012229:XML:madoguchi')
  expect(act.applications).toEqual([{ name: 'bridge', argument: '{originate_timeout=20,leg_progress_timeout=10,origination_caller_id_number=0480000000,origination_caller_id_name=0480000000}user/1' }])
})
