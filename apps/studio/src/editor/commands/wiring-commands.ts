import type { Command } from './command.ts'
import { nodeOf } from './flow-document.ts'
import { change } from './patch.ts'

/** Leads an exit to a node; it may have led elsewhere before. */
export function connect(path: string, from: string, exit: string, to: string): Command {
  return {
    label: { ja: '接続', en: 'connecting' },
    patches: (documents) => (nodeOf(documents, path, from) && nodeOf(documents, path, to) ? change(documents, path, ['nodes', from, 'next', exit], to) : []),
  }
}

/** Takes wires away, each by the node and exit it leaves. */
export function disconnect(path: string, wires: readonly { from: string; exit: string }[]): Command {
  return {
    label: { ja: '接続の解除', en: 'disconnecting' },
    patches: (documents) => wires.flatMap(({ from, exit }) => (nodeOf(documents, path, from) ? change(documents, path, ['nodes', from, 'next', exit], undefined) : [])),
  }
}

export function setEntry(path: string, node: string): Command {
  return {
    label: { ja: '入口の変更', en: 'changing the entry' },
    patches: (documents) => (nodeOf(documents, path, node) ? change(documents, path, ['entry'], node) : []),
  }
}

/** Where a flow goes after a fault or a hang-up; undefined for nowhere. */
export function setPoint(path: string, point: 'onError' | 'onHangup', node: string | undefined): Command {
  return {
    label: point === 'onError' ? { ja: '異常時の行き先の変更', en: 'changing where faults lead' } : { ja: '切断時の行き先の変更', en: 'changing where hang-ups lead' },
    patches: (documents) => (node === undefined || nodeOf(documents, path, node) ? change(documents, path, [point], node) : []),
  }
}
