import type { CallFlow } from '@madoguchi/schemas'

/** A tree of menus and announcements under the hours of the reference bundle: `nodes` nodes (about), each reached by one way. */
export function largeFlow(nodes: number): CallFlow {
  const menus = Math.floor(nodes / 5)
  const flow: CallFlow = {
    kind: 'call', id: 'main', title: { ja: '大きなフロー' }, entry: 'hours',
    nodes: {
      hours: { type: 'logic.hours', config: { hours: 'business-hours' }, next: Object.fromEntries(['emergency', 'exception', 'holiday', 'closed', 'open', 'error'].map((exit) => [exit, 'answer'])) },
      answer: { type: 'voice.answer', config: {}, next: { done: 'menu-0' } },
      end: { type: 'voice.hangup', config: { prompt: 'g.ah.end' }, next: {} },
    },
  }
  for (let menu = 0; menu < menus; menu++) addMenu(flow, menu, menus)
  return flow
}

const keys = ['1', '2', '3', '4']

function addMenu({ nodes }: CallFlow, menu: number, menus: number): void {
  const next: Record<string, string> = { timeout: 'end', invalid: 'end' }
  for (const [index, key] of keys.entries()) {
    const below = menu * keys.length + index + 1
    next[key] = `say-${menu}-${key}`
    nodes[`say-${menu}-${key}`] = { type: 'voice.play', config: { prompts: ['g.ah.web'], bargeIn: false }, next: { done: below < menus ? `menu-${below}` : 'end' } }
  }
  nodes[`menu-${menu}`] = { type: 'voice.menu', config: { prompt: 'g.ah.menu', choices: keys.map((key) => ({ key, label: { ja: `項目${key}` } })) }, next }
}
