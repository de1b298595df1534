import Type from 'typebox'
import { defineNode, done, exit, leave, promptRef } from '@madoguchi/sdk'
import type { NodeType } from '@madoguchi/sdk'
import { expect, it } from 'vitest'
import { compileBundle } from './compile.ts'
import { measureFlows } from './measure-flows.ts'

const text = { ja: '試験', en: 'test' }
const about = { title: text, description: text, icon: 'M0 0', needs: [] } as const
const fork = defineNode({ ...about, type: 'toy.fork', config: Type.Object({ timeoutSeconds: Type.Optional(Type.Number()) }), exits: () => [exit('a', text), exit('b', text)], run: async () => leave('a') })
const say = defineNode({ ...about, type: 'toy.say', config: Type.Object({ prompt: promptRef(['案内', '案内です。'], ['Prompt', 'A prompt.']) }), exits: () => [done], run: async () => leave('done') })
const stop = defineNode({ ...about, type: 'toy.stop', config: Type.Object({}), exits: () => [], run: async () => leave('done') })
const nodeTypes = new Map<string, NodeType>([fork, say, stop].map((type) => [type.type, type as NodeType]))

async function measured(nodes: Record<string, object>) {
  const audio = { ja: { sha256: 'a'.repeat(64), seconds: 7, textHash: 'b'.repeat(64), source: 'speech' } }
  const files: Record<string, object> = {
    'bundle.json': { schemaVersion: 1, id: 'small', title: text, timeZone: 'Asia/Tokyo', language: 'ja', plugins: [], variables: {}, safeDefault: { prompt: 'p', failover: false } },
    'numbers/lines.json': { kind: 'numbers', id: 'lines', title: text, lines: { '0312345678': { title: text, role: 'primary', owner: 'prefecture', published: true, flow: 'main' } } },
    'prompts/all.json': { kind: 'prompts', id: 'all', title: text, prompts: { p: { purpose: 'other', text: { ja: '案内' }, audio, owner: 'prefecture' } } },
    'call/main.json': { kind: 'call', id: 'main', title: text, entry: 'start', nodes },
  }
  const { program } = await compileBundle(Object.entries(files).map(([path, document]): [string, string] => [path, JSON.stringify(document)]), { nodeTypes })
  if (!program) throw new Error('no program')
  return measureFlows(program)
}
const node = (type: string, next: Record<string, string> = {}, config: object = {}) => ({ type, config, next })

it('counts the ways to an end, and adds speech and the longest wait along the longest', async () => {
  const nodes = { start: node('toy.fork', { a: 'long', b: 'end' }, { timeoutSeconds: 10 }), long: node('toy.say', { done: 'end' }, { prompt: 'p' }), end: node('toy.stop') }
  expect(await measured(nodes)).toEqual({ paths: 2, longestSeconds: 17 })
})

it('passes a loop once instead of counting for ever', async () => {
  const nodes = { start: node('toy.fork', { a: 'long', b: 'end' }), long: node('toy.say', { done: 'start' }, { prompt: 'p' }), end: node('toy.stop') }
  expect(await measured(nodes)).toEqual({ paths: 2, longestSeconds: 7 })
})
