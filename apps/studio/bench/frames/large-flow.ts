import type { CallFlow } from '@madoguchi/schemas'

/** A flow of this many nodes, as a large center might have: menus with plays behind them, each leading on. */
export function largeFlow(count: number): CallFlow {
  const ids = Array.from({ length: count }, (_, index) => `n${index}`)
  const at = (index: number) => ids[index % count] ?? 'n0'
  const nodes = Object.fromEntries(
    ids.map((id, index) => {
      const title = { ja: `ご案内 ${index}`, en: `Guidance ${index}` }
      if (index % 10 !== 0) return [id, { type: 'voice.play', title, config: { prompts: ['g.1'] }, next: { done: at(index + 1) } }] as const
      const choices = [1, 2, 3].map((key) => ({ key: String(key), label: { ja: `項目 ${key}` } }))
      return [id, { type: 'voice.menu', title, config: { prompt: 'g.1', choices, timeoutSeconds: 10, retries: 2 }, next: { 1: at(index + 1), 2: at(index + 10), 3: at(index + 20), timeout: at(index + 10), invalid: at(index + 10) } }] as const
    }),
  )
  const layout = Object.fromEntries(ids.map((id, index) => [id, [(index % 25) * 340, Math.floor(index / 25) * 300] as [number, number]]))
  return { kind: 'call', id: 'large', title: { ja: '大きなフロー' }, entry: 'n0', nodes, layout }
}
