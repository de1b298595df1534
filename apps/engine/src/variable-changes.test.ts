import type { Scenario } from '@madoguchi/schemas'
import { describe, expect, it } from 'vitest'
import { runScenario } from './scenarios/run-scenario.ts'
import { runSession } from './session.ts'
import { SimulatedWorld } from './simulated-world.ts'
import type { StepEntry } from './stepping.ts'
import { callFlow, node, start, toyProgram } from './toy-bundle-for-test.ts'

/** Asks for digits, says them back once more, and asks again until a loop has had enough. */
const program = () =>
  toyProgram([
    callFlow('main', 'pin', {
      pin: node('collect', { prompt: 'c', name: 'pin', secret: true }, { done: 'given' }), given: node('set', { name: 'given', value: '"once"' }, { done: 'copy' }),
      copy: node('set', { name: 'copy', value: 'given & "!"' }, { done: 'again' }), again: node('loop', { times: 2 }, { again: 'copy', enough: 'end' }), end: node('hangup'),
    }),
  ])

const change = (visit: number, value: unknown) => ({ node: 'main/copy', visit, variables: { given: value } })
const press = ['42#']

/** A session in which a person changes a variable whenever it comes to `copy`. */
async function changed(values: readonly unknown[], act: (entry: StepEntry) => void = () => undefined) {
  const left = [...values]
  const changes: ReturnType<typeof change>[] = []
  const result = await runSession(await program(), start, new SimulatedWorld({ press }), {
    onStep(entry) {
      act(entry)
      const value = entry.node === 'copy' ? left.shift() : undefined
      if (value === undefined) return undefined
      entry.change('given', value)
      changes.push(change(entry.visit, value))
      return undefined
    },
  })
  return { result, changes }
}

describe('a variable that a tester changes', () => {
  it('has the new value from that node on, and is told as the tester’s', async () => {
    const { result } = await changed(['mine'])
    expect(result.variables).toMatchObject({ given: 'mine', copy: 'mine!' })
    const at = result.trace.findIndex((event) => event.kind === 'set' && event.by === 'tester')
    expect(result.trace[at]).toMatchObject({ kind: 'set', name: 'given', value: 'mine' })
    expect(result.trace[at + 1]).toMatchObject({ kind: 'set', name: 'copy', value: 'mine!' })
  })

  it('gives the identical trace when the session is begun with the same changes, and resumed anywhere in between', async () => {
    const { result, changes } = await changed(['first', { second: 2 }])
    const whole = await program()
    for (let cut = 0; cut <= result.journal.length; cut++) {
      const again = await runSession(whole, { ...start, changes }, new SimulatedWorld({ press: cut === 0 ? press : [] }), { recorded: result.journal.slice(0, cut) })
      expect(again.trace).toEqual(result.trace)
    }
  })

  it('is changed at the visit that was meant', async () => {
    const { trace } = await runSession(await program(), { ...start, changes: [change(2, 'late')] }, new SimulatedWorld({ press }))
    expect(trace.flatMap((event) => (event.kind === 'set' && event.name === 'copy' ? [event.value] : []))).toEqual(['once!', 'late!'])
  })

  it.each(['pin', 'office', 'contact'])('is not %s: what is secret, the bundle’s or the contact’s stays', async (name) => {
    const refused: unknown[] = []
    await changed([], (entry) => {
      if (entry.node !== 'copy') return
      try {
        entry.change(name, 'x')
      } catch (error) {
        refused.push(error)
      }
    })
    expect(refused[0]).toMatchObject({ code: 'fixed-variable' })
  })
})

describe('a scenario with changed variables', () => {
  const scenario = (set: Scenario['when']['set'], then: Scenario['then']): Scenario => ({ kind: 'scenario', id: 'one', title: { ja: '一つ' }, given: { to: '048-000-0000', at: '2026-11-24T10:00' }, when: { press, set }, then })

  it('changes them again; without a visit, the first time', async () => {
    expect(await runScenario(await program(), scenario([{ node: 'main/copy', variables: { given: 'x' } }], { variables: { given: 'x', copy: 'x!' } }))).toMatchObject({ ok: true })
    expect(await runScenario(await program(), scenario(undefined, { variables: { copy: 'x!' } }))).toMatchObject({ ok: false })
  })

  it.each<[string, NonNullable<Scenario['when']['set']>, RegExp]>([
    ['a node that is gone', [{ node: 'main/old', variables: { given: 'x' } }], /変数を変える場所「main\/old」が見つかりません/],
    ['a variable of the bundle', [{ node: 'main/copy', variables: { office: 'x' } }], /変数「office」は設定一式か発信者のもの/],
  ])('fails, and says why, where it names %s', async (_, set, said) => {
    const { ok, broken } = await runScenario(await program(), scenario(set, {}))
    expect(ok).toBe(false)
    expect(broken[0]?.said.ja).toMatch(said)
  })
})
