import type { FastifyInstance } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { type Browser, makeBrowser } from '../../../test/make-browser.ts'
import { makePerson, password } from '../../../test/make-person.ts'
import type { Role } from '../../people/roles.ts'
import type { RuntimeContext } from '../../runtime-context.ts'

/** An installation in which mutations are tried: the small bundle as release 1, demo people allowed, and its server. */
export interface World {
  context: RuntimeContext
  server: FastifyInstance
}

/** Who calls a procedure with what, and whose name stands in the entry. */
export interface Call {
  browser: Browser
  input?: unknown
  told: string
}

/** A step on the way to the call that is tried: it has to succeed. Returns what the procedure answered. */
async function must(browser: Browser, path: string, input?: unknown) {
  const { status, data, response } = await browser.mutate(path, input)
  if (status !== 200) throw new Error(`${path} failed while a fixture was made: ${response.body}`)
  return data
}

/** Somebody with these roles, whose browser has logged in. */
async function logIn({ context: { people }, server }: World, ...roles: Role[]): Promise<{ id: string; browser: Browser; loginName: string }> {
  const person = await makePerson(people, roles)
  const browser = makeBrowser(server)
  await must(browser, 'logIn.withPassword', { loginName: person.loginName, password })
  return { id: person.id, browser, loginName: person.loginName }
}

/** As an administrator, on somebody else. */
async function onSomebody(world: World, rest: object = {}, ...roles: Role[]): Promise<Call> {
  const { id, browser } = await logIn(world, 'administrator')
  const somebody = await makePerson(world.context.people, roles.length === 0 ? ['agent'] : roles)
  return { browser, told: id, input: { id: somebody.id, ...rest } }
}

/** As an administrator, in a try-out call that is under way. */
async function inCall(world: World, rest: object = {}): Promise<Call> {
  const { id, browser } = await logIn(world, 'administrator')
  const { sessionId } = await world.context.calls.dial({ to: '0480000000', from: 'anonymous', agents: 0, faults: [] })
  return { browser, told: id, input: { sessionId, ...rest } }
}

let saved = 0
const lines = 'numbers/lines.json'

/** As an administrator who has just changed a document of the draft. */
async function afterSave(world: World): Promise<Call & { path: string; revision: number }> {
  const { id, browser } = await logIn(world, 'administrator')
  const document = await world.context.drafts.load(lines)
  const content = JSON.stringify({ ...JSON.parse(document.content), description: `変更 ${++saved}` })
  const { revision } = await must(browser, 'drafts.save', { path: lines, content, baseRevision: document.revision })
  return { browser, told: id, path: lines, revision }
}

/** Begins a second factor for somebody who has logged in. */
async function beginSecondFactor(world: World): Promise<{ id: string; browser: Browser; code: string }> {
  const { id, browser } = await logIn(world, 'agent')
  const data = await must(browser, 'account.beginSecondFactor')
  return { id, browser, code: new TOTP({ secret: Secret.fromBase32(data.secret) }).generate() }
}

/** A request of somebody for a change that they have just saved. */
async function request(world: World): Promise<{ id: number; author: Call }> {
  // What fixtures before this one left in the draft, or made live, shall not matter.
  const { browser } = await logIn(world, 'administrator')
  await must(browser, 'drafts.reset', { release: (await world.context.releases.liveRelease())?.number, draftRevision: await revisionOfDraft(world) })
  const author = await afterSave(world)
  const { id } = await must(author.browser, 'approvals.request', { message: '番号の説明を直した', draftRevision: await revisionOfDraft(world) })
  return { id, author }
}

/** As an administrator, on the request of another person. */
async function onRequest(world: World, rest: object = {}): Promise<Call> {
  const { id } = await request(world)
  const { id: told, browser } = await logIn(world, 'administrator')
  return { browser, told, input: { id, ...rest } }
}

/** Makes a release other than the first live. */
async function publish(world: World): Promise<void> {
  const { browser, input } = await onRequest(world)
  await must(browser, 'approvals.approve', input)
}

const revisionOfDraft = async ({ context }: World) => (await context.drafts.overview()).revision

/**
 * One call for every mutating procedure of the router, that succeeds. A new mutation without a line here fails the test
 * `every-write-is-audited`, and so does one that writes no entry. Each makes what it needs, so that their order does not matter.
 */
export const mutationFixtures: Record<string, (world: World) => Promise<Call>> = {
  'account.beginSecondFactor': async (world) => {
    const { id, browser } = await logIn(world, 'agent')
    return { browser, told: id }
  },
  'account.changePassword': async (world) => {
    const { id, browser } = await logIn(world, 'agent')
    return { browser, told: id, input: { current: password, next: '夕焼け空の電話交換手 2026' } }
  },
  'account.confirmSecondFactor': async (world) => {
    const { id, browser, code } = await beginSecondFactor(world)
    return { browser, told: id, input: { code } }
  },
  'account.endLogIn': async (world) => {
    const { id, browser } = await logIn(world, 'agent')
    const { data } = await browser.query('account.logIns')
    return { browser, told: id, input: { id: data[0].id } }
  },
  'account.makeToken': async (world) => {
    const { id, browser } = await logIn(world, 'administrator')
    return { browser, told: id, input: { title: '夜間の取り込み', days: 30 } }
  },
  'account.removeSecondFactor': async (world) => {
    const { id, browser, code } = await beginSecondFactor(world)
    await must(browser, 'account.confirmSecondFactor', { code })
    return { browser, told: id, input: { password } }
  },
  'account.revokeToken': async (world) => {
    const { id, browser } = await logIn(world, 'administrator')
    await must(browser, 'account.makeToken', { title: 't', days: 1 })
    const { data } = await browser.query('account.tokens')
    return { browser, told: id, input: { id: data[0].id } }
  },

  'acting.start': async (world) => {
    await endActing(world)
    const { id, browser } = await logIn(world, 'administrator')
    const deputy = await makePerson(world.context.people, ['deputy'])
    return { browser, told: id, input: { personId: deputy.id, reason: '総括責任者の出張' } }
  },
  'acting.end': async (world) => {
    await endActing(world)
    const { id, browser } = await logIn(world, 'administrator')
    const deputy = await makePerson(world.context.people, ['deputy'])
    await must(browser, 'acting.start', { personId: deputy.id, reason: '総括責任者の出張' })
    const { data } = await browser.query('acting.current')
    return { browser, told: id, input: { id: data.id } }
  },

  'calls.dial': async (world) => {
    const { id, browser } = await logIn(world, 'supervisor')
    return { browser, told: id, input: { to: '0480000000', from: 'anonymous', agents: 0, faults: [] } }
  },
  'calls.press': (world) => inCall(world, { key: '1' }),
  'calls.skip': (world) => inCall(world),
  'calls.hangup': (world) => inCall(world),

  'drafts.save': async (world) => {
    const { id, browser } = await logIn(world, 'supervisor')
    return { browser, told: id, input: { path: `call/new-${++saved}.json`, content: '{}', baseRevision: null } }
  },
  'drafts.remove': async (world) => {
    const { id, browser } = await logIn(world, 'supervisor')
    const path = `call/gone-${++saved}.json`
    const data = await must(browser, 'drafts.save', { path, content: '{}', baseRevision: null })
    return { browser, told: id, input: { path, baseRevision: data.revision } }
  },
  'drafts.discard': async (world) => {
    const { path, revision, ...call } = await afterSave(world)
    return { ...call, input: { path, baseRevision: revision } }
  },
  'drafts.reset': async (world) => {
    const { browser, told } = await afterSave(world)
    return { browser, told, input: { release: 1, draftRevision: await revisionOfDraft(world) } }
  },
  'approvals.request': async (world) => {
    const { browser, told } = await afterSave(world)
    return { browser, told, input: { message: '番号の説明を直した', draftRevision: await revisionOfDraft(world) } }
  },
  'approvals.approve': (world) => onRequest(world),
  'approvals.sendBack': (world) => onRequest(world, { message: '説明が長い' }),
  'approvals.comment': (world) => onRequest(world, { text: 'ここを短く' }),
  'approvals.withdraw': async (world) => {
    const { id, author } = await request(world)
    return { browser: author.browser, told: author.told, input: { id } }
  },
  'approvals.rebase': async (world) => {
    await publish(world)
    const { id, author } = await request(world)
    const other = await logIn(world, 'administrator')
    await must(other.browser, 'releases.rollBack', { number: 1, message: '誤りがあった' })
    return { browser: author.browser, told: author.told, input: { id, resolved: { [lines]: '{}' } } }
  },
  'records.setDone': async (world) => {
    const { id, browser } = await logIn(world, 'agent')
    const { record } = await world.context.records.create({ op: 'records.create', record: 'task', title: '折り返し', number: '0312345678', fields: {}, dueMinutes: 0 }, { sessionId: `fixture-${++saved}`, n: 0 })
    return { browser, told: id, input: { id: Number(record), done: true } }
  },
  'releases.rollBack': async (world) => {
    await publish(world)
    const { id, browser } = await logIn(world, 'administrator')
    return { browser, told: id, input: { number: 1, message: '誤りがあった' } }
  },

  'logIn.withPassword': async (world) => {
    const person = await makePerson(world.context.people, ['agent'])
    return { browser: makeBrowser(world.server), told: person.id, input: { loginName: person.loginName, password } }
  },
  'logIn.secondFactor': async (world) => {
    const { id, browser, loginName, code } = await withSecondFactor(world)
    await must(browser, 'logIn.withPassword', { loginName, password })
    return { browser, told: id, input: { code } }
  },
  'logIn.asDemo': async (world) => {
    const person = await makePerson(world.context.people, ['agent'], { demo: true })
    return { browser: makeBrowser(world.server), told: person.id, input: { personId: person.id } }
  },
  'logIn.out': async (world) => {
    const { id, browser } = await logIn(world, 'agent')
    return { browser, told: id }
  },

  'people.create': async (world) => {
    const { id, browser } = await logIn(world, 'administrator')
    return { browser, told: id, input: { loginName: `new-${++saved}`, name: '新人', organisation: '県税務課', organisationKind: 'prefecture', roles: ['agent'] } }
  },
  'people.update': (world) => onSomebody(world, { name: '改姓 花子' }),
  'people.setRoles': (world) => onSomebody(world, { roles: ['agent', 'supervisor'] }),
  'people.disable': (world) => onSomebody(world),
  'people.enable': async (world) => {
    const call = await onSomebody(world)
    await must(call.browser, 'people.disable', call.input)
    return call
  },
  'people.unlock': (world) => onSomebody(world),
  'people.resetPassword': (world) => onSomebody(world),
  'people.resetSecondFactor': async (world) => {
    const { id } = await withSecondFactor(world)
    return { ...(await onSomebody(world)), input: { id } }
  },
}

/** Two people never act at once, so each test begins with nobody acting. */
async function endActing(world: World): Promise<void> {
  const { browser } = await logIn(world, 'administrator')
  const { data } = await browser.query('acting.current')
  if (data) await must(browser, 'acting.end', { id: data.id })
}

/** Somebody with a confirmed second factor, and a code of it that was not used yet. */
async function withSecondFactor(world: World): Promise<{ id: string; browser: Browser; loginName: string; code: string }> {
  const { id, browser, loginName } = await logIn(world, 'agent')
  const data = await must(browser, 'account.beginSecondFactor')
  const codes = new TOTP({ secret: Secret.fromBase32(data.secret) })
  await must(browser, 'account.confirmSecondFactor', { code: codes.generate() })
  // A code counts once; that of the next half minute is taken as well, since clocks differ.
  return { id, browser, loginName, code: codes.generate({ timestamp: world.context.clock().getTime() + 30_000 }) }
}

