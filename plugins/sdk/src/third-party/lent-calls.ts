import Type, { type Static, type TSchema } from 'typebox'
import Value from 'typebox/value'
import type { NodeContext } from '../node.ts'
import { NodeError } from '../faults.ts'
import type { ManifestService } from './plugin-manifest.ts'

/** What an executor in another process may ask while it runs, and what it may tell. All else is refused. */
export interface Lender {
  context: NodeContext<unknown, 'call' | 'tables' | 'reports' | 'services'>
  /** The id of the plugin. */
  plugin: string
  /** The services that this node type declares to ask. */
  services: ReadonlyMap<string, ManifestService>
}

const words = Type.String({ maxLength: 500 })
const speech = Type.Array(Type.Union([words, Type.Object({ fragment: Type.String({ maxLength: 100 }), text: words }, { additionalProperties: false })]), { maxItems: 20 })
const seconds = Type.Number({ minimum: 0.1, maximum: 120 })
const keys = Type.String({ minLength: 1, maxLength: 12, pattern: '^[0-9*#]+$' })

interface LentCall<Args extends TSchema = TSchema> {
  args: Args
  do(lender: Lender, args: Static<Args>): unknown
}
const lent = <Args extends TSchema>(args: Args, act: LentCall<Args>['do']): LentCall => ({ args, do: act as LentCall['do'] })

/** By name, as an executor calls it: its arguments, checked before anything is done with them, and the deed. */
const lentCalls: Readonly<Record<string, LentCall>> = {
  'call.answer': lent(Type.Tuple([]), ({ context }) => context.call.answer()),
  'call.play': lent(Type.Tuple([speech, Type.Object({ bargeIn: Type.Boolean() }, { additionalProperties: false })]), ({ context }, [say, options]) => context.call.play(say, options)),
  'call.ask': lent(Type.Tuple([speech, Type.Object({ keys, timeoutSeconds: seconds }, { additionalProperties: false })]), ({ context }, [say, options]) => context.call.ask(say, options)),
  'call.collect': lent(
    Type.Tuple([
      speech,
      Type.Object(
        { minDigits: Type.Integer({ minimum: 1, maximum: 32 }), maxDigits: Type.Integer({ minimum: 1, maximum: 32 }), terminator: Type.String({ pattern: '^[0-9*#]?$' }), timeoutSeconds: seconds, digitTimeoutSeconds: seconds, secret: Type.Boolean() },
        { additionalProperties: false },
      ),
    ]),
    ({ context }, [say, options]) => context.call.collect(say, options),
  ),
  'call.wait': lent(Type.Tuple([seconds]), ({ context }, [length]) => context.call.wait(length)),
  'tables.lookup': lent(Type.Tuple([words, Type.Union([words, Type.Number()])]), ({ context }, [table, key]) => context.tables.lookup(table, key)),
  'tables.decide': lent(Type.Tuple([words, Type.Record(Type.String(), Type.Union([words, Type.Number(), Type.Boolean()]))]), ({ context }, [table, inputs]) => context.tables.decide(table, inputs)),
  'reports.milestone': lent(Type.Tuple([words]), ({ context }, [id]) => context.reports.milestone(id)),
  'services.ask': lent(Type.Tuple([words, Type.Unknown()]), ({ context, plugin, services }, [service, input]) => {
    const declared = services.get(service)
    if (!declared) throw new NodeError('plugin-failed', `it asked the service ${service}, which it does not declare`)
    const { timeoutSeconds, samples } = declared
    return context.services.ask({ plugin, service, input, timeoutSeconds, samples })
  }),
  visit: lent(Type.Tuple([]), ({ context }) => context.visit),
  // Only what the author of the flow wrote into this node: an executor cannot go through the variables of a session.
  evaluate: lent(Type.Tuple([Type.String({ maxLength: 2000 })]), ({ context }, [expression]) => context.evaluate(ofConfig(context.config, expression))),
  render: lent(Type.Tuple([Type.String({ maxLength: 2000 })]), ({ context }, [template]) => context.render(ofConfig(context.config, template))),
  set: lent(Type.Tuple([Type.String({ maxLength: 100 }), Type.Unknown()]), ({ context }, [variable, value]) => context.set(ofConfig(context.config, variable), value)),
}

/**
 * Does what an executor asks.
 * @throws NodeError `plugin-failed` for what may not be asked, or not so; whatever the capability throws
 */
export async function lend(lender: Lender, what: string, args: unknown): Promise<unknown> {
  const call = Object.hasOwn(lentCalls, what) ? lentCalls[what] : undefined
  if (!call) throw new NodeError('plugin-failed', `it asked for "${what.slice(0, 40)}", which no plugin is given`)
  if (!Value.Check(call.args, args)) throw new NodeError('plugin-failed', `it called ${what} with arguments that it does not take`)
  return call.do(lender, args)
}

/** @throws NodeError `plugin-failed` for a text that stands nowhere in the config */
function ofConfig(config: unknown, wanted: string): string {
  if (!holds(config, wanted)) throw new NodeError('plugin-failed', 'it used an expression or a variable that its settings do not name')
  return wanted
}

function holds(value: unknown, wanted: string): boolean {
  if (typeof value !== 'object' || value === null) return value === wanted
  return Object.values(value).some((part) => holds(part, wanted))
}
