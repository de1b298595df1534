import type { NodeResult } from '../node.ts'
import type { Row } from '../capabilities/tables.ts'
import type { ManifestNode, PluginManifest } from './plugin-manifest.ts'

/** Words to say: ids of prompts, or pieces with their text for where no prompt of that id is recorded. */
export type LentSpeech = readonly (string | { fragment: string; text: string })[]

/** What `run` of a third party's node is given. Everything is a question to the product, which checks it, does it, and notes the answer. */
export interface LentContext<Config> {
  config: Config
  /** How often this node has been entered, from 1. */
  visit(): Promise<number>
  /** The capabilities named in `needs`. */
  call: {
    answer(): Promise<void>
    play(speech: LentSpeech, options: { bargeIn: boolean }): Promise<void>
    ask(speech: LentSpeech, options: { keys: string; timeoutSeconds: number }): Promise<string | null>
    collect(
      speech: LentSpeech,
      options: { minDigits: number; maxDigits: number; terminator: string; timeoutSeconds: number; digitTimeoutSeconds: number; secret: boolean },
    ): Promise<{ digits: string; terminated: boolean }>
    wait(seconds: number): Promise<void>
  }
  tables: { lookup(table: string, key: string | number): Promise<Row | undefined>; decide(table: string, inputs: Record<string, string | number | boolean>): Promise<Row> }
  reports: { milestone(id: string): Promise<void> }
  /** The services named in `asks`. */
  services: { ask(service: string, input: unknown): Promise<unknown> }
  /** An expression that stands in the config. */
  evaluate(expression: string): Promise<unknown>
  /** A text with `{{expressions}}` that stands in the config. */
  render(template: string): Promise<string>
  /** Sets a variable that the config names. */
  set(variable: string, value: unknown): Promise<void>
  /** Leaves by an exit: what `run` returns. */
  leave(exit: string): NodeResult
  /** A fault to throw; the call takes the error exit. Its code becomes `plugin-<code>`. */
  fault(code: string, message: string): Error
}

/** A node type as a third party writes it: data, and `run`. */
export type LentNode<Config = never> = ManifestNode & { run(context: LentContext<Config>): Promise<NodeResult> }

/** What the entry `.` of a third party's package exports as `plugin`. The entry `./server` exports `services`, functions by the names declared here. */
export type LentPlugin = Omit<PluginManifest, 'nodeTypes'> & { nodeTypes: LentNode[] }
