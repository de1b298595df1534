import { type NodeType, answerSeconds, defineNode, done, exit, expression, formRef, leave, promptRef, template, variableName } from '@madoguchi/sdk'
import Type from 'typebox'
import { toyNodeTypes } from '../../toy-nodes-for-test.ts'

/** Toy nodes that say of themselves what the rules read: a menu, a shown number, a text for citizens, prompts by digit, a variable that is set. */
const named = (name: string) => ({ title: { ja: name, en: name }, description: { ja: name, en: name }, icon: 'M0 0' })
const words: [string, string] = ['項目', '項目です。']
const strict = { additionalProperties: false }
const plainExit = (id: string) => exit(id, { ja: id, en: id })

const menu = defineNode({
  type: 'toy.menu', ...named('menu'), needs: ['call'],
  config: Type.Object({ prompt: promptRef(words, words), choices: Type.Array(Type.Object({ key: Type.String(), label: Type.String() }, strict)), timeoutSeconds: answerSeconds(words, words, { default: 10 }) }, strict),
  exits: ({ choices }) => [...choices.map(({ key, label }) => exit(key, { ja: label, en: label })), plainExit('timeout'), plainExit('invalid')],
  menu: ({ prompt, choices }) => ({ prompt, promptPointer: '/prompt', choices: choices.map(({ key, label }, index) => ({ key, label: { ja: label }, pointer: `/choices/${index}` })), noInput: 'timeout', noMatch: 'invalid' }),
  async run({ config, call }) {
    const key = await call.ask([config.prompt], { keys: config.choices.map((choice) => choice.key).join(''), timeoutSeconds: config.timeoutSeconds })
    return leave(key === null ? 'timeout' : config.choices.some((choice) => choice.key === key) ? key : 'invalid')
  },
})

const connect = defineNode({
  type: 'toy.connect', ...named('connect'), needs: ['call'], effects: ['connects'],
  config: Type.Object({ to: Type.String(), callerNumber: Type.String({ 'x-number': 'shown' }) }, strict), exits: () => [done],
  async run({ config, call }) {
    await call.transfer(config.to, { timeoutSeconds: 20, callerNumber: config.callerNumber })
    return leave('done')
  },
})

/** Writes to the citizen, as later nodes for short messages will. */
const write = defineNode({
  type: 'toy.write', ...named('write'), needs: [], config: Type.Object({ text: template(words, words, { 'x-audience': 'citizen' }) }, strict), exits: () => [done],
  async run({ config, render }) {
    await render(config.text)
    return leave('done')
  },
})

const assign = defineNode({
  type: 'toy.assign', ...named('assign'), needs: [], config: Type.Object({ name: variableName(words, words), value: expression(words, words) }, strict), exits: () => [done],
  async run({ config, set, evaluate }) {
    set(config.name, await evaluate(config.value))
    return leave('done')
  },
})

const branch = defineNode({
  type: 'toy.branch', ...named('branch'), needs: [], config: Type.Object({ value: expression(words, words), equals: Type.Array(Type.String()) }, strict),
  exits: ({ equals }) => [...equals.map((_, index) => plainExit(`case-${index}`)), plainExit('otherwise')],
  async run({ config, evaluate }) {
    const value = await evaluate(config.value)
    const index = config.equals.findIndex((text) => text === String(value))
    return leave(index < 0 ? 'otherwise' : `case-${index}`)
  },
})

const readDigits = defineNode({
  type: 'toy.read-digits', ...named('read'), needs: ['call'], config: Type.Object({ prefix: Type.String({ 'x-ref-digits': 'prompt' }) }, strict), exits: () => [done],
  async run({ config, call }) {
    await call.play([`${config.prefix}1`], { bargeIn: false })
    return leave('done')
  },
})

/** Hours of another maker, who has not heard of emergencies. */
const oldHours = defineNode({
  type: 'toy.old-hours', ...named('hours'), needs: ['hours'], config: Type.Object({ hours: Type.String({ 'x-ref': 'hours' }) }, strict), exits: () => ['closed', 'open'].map(plainExit),
  run: async ({ config, hours }) => leave(hours.at(config.hours).state === 'open' ? 'open' : 'closed'),
})

/** Opens a form for an agent, with one of its fields filled in. */
const fill = defineNode({
  type: 'toy.fill', ...named('fill'), needs: ['desk'], config: Type.Object({ form: formRef(words, words), field: Type.String() }, strict), exits: () => [done],
  form: ({ form, field }) => ({ form, fills: [{ name: field, pointer: '/field' }] }),
  async run({ config, desk }) {
    await desk.show({ title: config.form, form: config.form, fields: { [config.field]: '1' } })
    return leave('done')
  },
})

const all: NodeType[] = [...toyNodeTypes.values(), menu, connect, write, assign, branch, readDigits, oldHours, fill]
export const ruleNodeTypes = new Map(all.map((type) => [type.type, type]))
