import { NodeError, type NodeType, defineNode, done, end, exit, expression, flowRef, goToFlow, hoursRef, leave, promptRef, promptRefs, queueRef, returnWith, runFlow, spokenText, template } from '@madoguchi/sdk'
import { choice, said } from '@madoguchi/schemas'
import { toyLogicNodes } from './toy-logic-nodes-for-test.ts'
import Type from 'typebox'

/** The engine names no real node type; its tests speak of these. Each does one thing that a node can do. */
const named = (name: string) => ({ title: { ja: name, en: name }, description: { ja: name, en: name }, icon: 'M0 0' })
const words: [string, string] = ['項目', '項目です。']
const strict = { additionalProperties: false }
const plainExit = (id: string) => exit(id, { ja: id, en: id })
const text = (rest: Record<string, unknown> = {}) => Type.String(rest)

const answer = defineNode({
  type: 'toy.answer', ...named('answer'), needs: ['call'], config: Type.Object({}, strict), exits: () => [done], effects: ['answers'],
  async run({ call }) {
    await call.answer()
    return leave('done')
  },
})

const say = defineNode({
  type: 'toy.say', ...named('say'), needs: ['call'],
  config: Type.Object({ prompts: promptRefs(words, words), bargeIn: Type.Boolean({ default: true }) }, strict),
  exits: () => [done],
  async run({ config, call }) {
    await call.play(config.prompts, { bargeIn: config.bargeIn })
    return leave('done')
  },
})

const ask = defineNode({
  type: 'toy.ask', ...named('ask'), needs: ['call'],
  config: Type.Object({ prompt: promptRef(words, words), keys: text({ minLength: 1 }) }, strict),
  exits: ({ keys }) => [...[...keys].map(plainExit), plainExit('other')],
  problems: ({ keys }) => (new Set(keys).size < keys.length ? [{ code: 'twice', pointer: '/keys', message: { ja: '同じボタンです。', en: 'The same key twice.' } }] : []),
  async run({ config, call }) {
    const key = await call.ask([config.prompt], { keys: config.keys, timeoutSeconds: 5 })
    return leave(key !== null && config.keys.includes(key) ? key : 'other')
  },
})

const collect = defineNode({
  type: 'toy.collect', ...named('collect'), needs: ['call'],
  config: Type.Object({ prompt: promptRef(words, words), name: text(), secret: Type.Boolean({ default: false }) }, strict),
  exits: () => [done],
  async run({ config, call, set }) {
    const { digits } = await call.collect([config.prompt], { minDigits: 1, maxDigits: 6, terminator: '#', timeoutSeconds: 5, digitTimeoutSeconds: 3, secret: config.secret })
    set(config.name, digits, { secret: config.secret })
    return leave('done')
  },
})

const record = defineNode({
  type: 'toy.record', ...named('record'), needs: ['call'], effects: ['records'], config: Type.Object({ prompt: promptRef(words, words) }, strict), exits: () => [done],
  async run({ config, call }) {
    await call.record([config.prompt], { maxSeconds: 30, silenceSeconds: 3, finishKey: '#' })
    return leave('done')
  },
})

const wait = defineNode({
  type: 'toy.wait', ...named('wait'), needs: ['call'], config: Type.Object({ seconds: Type.Integer({ minimum: 1 }) }, strict), exits: () => [done],
  async run({ config, call }) {
    await call.wait(config.seconds)
    return leave('done')
  },
})

const transfer = defineNode({
  type: 'toy.transfer', ...named('transfer'), needs: ['call'], effects: ['connects'], config: Type.Object({ to: text() }, strict),
  exits: () => ['answered', 'busy', 'no-answer', 'unreachable'].map(plainExit),
  async run({ config, call }) {
    const { result } = await call.transfer(config.to, { timeoutSeconds: 20 })
    return leave(result)
  },
})

const join = defineNode({
  type: 'toy.queue', ...named('queue'), needs: ['queue'], effects: ['connects'], config: Type.Object({ queue: queueRef(words, words) }, strict),
  exits: () => ['served', 'timeout', 'full'].map(plainExit),
  async run({ config, queue }) {
    const { result } = await queue.join(config.queue)
    return leave(result)
  },
})

const hours = defineNode({
  type: 'toy.hours', ...named('hours'), needs: ['hours'], config: Type.Object({ hours: hoursRef(words, words) }, strict),
  exits: () => ['emergency', 'exception', 'holiday', 'closed', 'open'].map(plainExit),
  async run({ config, hours: capability }) {
    return leave(capability.at(config.hours).state)
  },
})

const set = defineNode({
  type: 'toy.set', ...named('set'), kinds: ['call', 'dialogue'], needs: [],
  config: Type.Object({ name: text(), value: expression(words, words), secret: Type.Boolean({ default: false }) }, strict),
  exits: () => [done],
  async run({ config, set: setVariable, evaluate }) {
    setVariable(config.name, await evaluate(config.value), { secret: config.secret })
    return leave('done')
  },
})

const branch = defineNode({
  type: 'toy.branch', ...named('branch'), needs: [], config: Type.Object({ condition: expression(words, words) }, strict), exits: () => ['true', 'false'].map(plainExit),
  async run({ config, evaluate }) {
    return leave(String(await evaluate(config.condition)))
  },
})

const note = defineNode({
  type: 'toy.note', ...named('note'), needs: [], config: Type.Object({ text: template(words, words) }, strict), exits: () => [done],
  async run({ config, render, set: setVariable }) {
    setVariable('note', await render(config.text))
    return leave('done')
  },
})

/** Leaves by `again` until it has been visited often enough. */
const loop = defineNode({
  type: 'toy.loop', ...named('loop'), needs: [], config: Type.Object({ times: Type.Integer({ minimum: 1 }) }, strict), exits: () => ['again', 'enough'].map(plainExit),
  async run({ config, visit, forgetVisits }) {
    if (visit < config.times) return leave('again')
    forgetVisits()
    return leave('enough')
  },
})

const run = defineNode({
  type: 'toy.run', ...named('run'), needs: [], config: Type.Object({ flow: flowRef(words, words), results: Type.Array(text()) }, strict),
  exits: ({ results }) => results.map(plainExit),
  run: async ({ config }) => runFlow(config.flow),
})

const go = defineNode({
  type: 'toy.go', ...named('go'), needs: [], config: Type.Object({ flow: flowRef(words, words) }, strict), exits: () => [],
  run: async ({ config }) => goToFlow(config.flow),
})

const back = defineNode({
  type: 'toy.return', ...named('return'), needs: [], effects: ['returns'], config: Type.Object({ result: text() }, strict), exits: () => [],
  run: async ({ config }) => returnWith(config.result),
})

const hangup = defineNode({
  type: 'toy.hangup', ...named('hangup'), needs: ['call'], effects: ['ends'], config: Type.Object({}, strict), exits: () => [],
  async run({ call }) {
    await call.hangup()
    return end()
  },
})

const finish = defineNode({ type: 'toy.end', ...named('end'), needs: [], effects: ['ends'], config: Type.Object({}, strict), exits: () => [], run: async () => end() })

/** What an executor should not do, and what it may: throw. */
const fail = defineNode({
  type: 'toy.fail', ...named('fail'), needs: [], config: Type.Object({ how: text() }, strict), exits: () => [done],
  async run({ config, signal }) {
    if (config.how === 'fault') throw new NodeError('toy-fault', 'the toy is broken')
    if (config.how === 'crash') throw new TypeError('cannot read properties of undefined')
    if (config.how === 'text') throw 'just a text'
    if (config.how === 'unless-gone' && !signal.aborted) throw new NodeError('toy-fault', 'the contact is still there')
    if (config.how === 'unknown-exit') return leave('nowhere')
    return leave('done')
  },
})

/** Uses what it does not name in `needs`, as only a cast can. */
const greedy = defineNode({
  type: 'toy.greedy', ...named('greedy'), needs: [], config: Type.Object({}, strict), exits: () => [done],
  async run(context) {
    await (context as unknown as { call: { answer(): Promise<void> } }).call.answer()
    return leave('done')
  },
})

const chatOnly = defineNode({ type: 'toy.chat-only', ...named('chat'), kinds: ['dialogue'], needs: [], config: Type.Object({}, strict), exits: () => [done], run: async () => leave('done') })

const reject = defineNode({
  type: 'toy.reject', ...named('reject'), needs: ['call'], effects: ['ends'], config: Type.Object({}, strict), exits: () => [],
  async run({ call }) {
    await call.reject('USER_BUSY')
    return end()
  },
})

const recording = defineNode({
  type: 'toy.recording', ...named('recording'), needs: ['call'], effects: ['records'], config: Type.Object({ act: choice({ start: ['a', 'a'], pause: ['b', 'b'] }, said(words, words)) }, strict), exits: () => [done],
  async run({ config, call }) {
    await call.recording(config.act)
    return leave('done')
  },
})

const language = defineNode({
  type: 'toy.language', ...named('language'), needs: ['call'], config: Type.Object({ to: choice({ ja: ['a', 'a'], en: ['b', 'b'] }, said(words, words)) }, strict), exits: () => [done],
  async run({ config, call }) {
    call.language = config.to
    return leave('done')
  },
})

/** Says a text of its own, and pieces of which only some are prompts. */
const tell = defineNode({
  type: 'toy.tell', ...named('tell'), needs: ['call'],
  config: Type.Object({ text: template(words, words, { 'x-spoken': true }), pieces: Type.Array(text(), { default: [] }), fragments: Type.Optional(text({ 'x-ref-fragments': 'prompt' })) }, strict), exits: () => [done],
  async run({ config, call, render }) {
    await call.play([spokenText(await render(config.text)), ...config.pieces.map((piece) => ({ fragment: piece, text: piece }))], { bargeIn: false })
    return leave('done')
  },
})

const hold = defineNode({
  type: 'toy.hold', ...named('hold'), needs: ['call'], effects: ['connects'], config: Type.Object({ slot: Type.Optional(text()) }, strict), exits: () => ['resumed', 'retrieved', 'timeout'].map(plainExit),
  async run({ config, call }) {
    const { result } = await call.hold([], { maxSeconds: 60, ...(config.slot === undefined ? {} : { slot: config.slot }) })
    return leave(result)
  },
})

const all: NodeType[] = [...toyLogicNodes, reject, recording, language, tell, hold, answer, say, ask, collect, record, wait, transfer, join, hours, set, branch, note, loop, run, go, back, hangup, finish, fail, greedy, chatOnly]

export const toyNodeTypes = new Map(all.map((type) => [type.type, type]))
