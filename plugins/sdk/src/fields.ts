import { LocalisedText, said } from '@madoguchi/schemas'
import Type from 'typebox'

type About = Parameters<typeof said>
/**
 * Fields that configs share. `x-ref` says what an id names, so references are resolved, completed and followed in one place.
 * Further marks that the check reads: `x-ref-digits` (ids that begin so and end in a digit), `x-assigns` (the name of a variable that the
 * node sets; `"text"` where it only ever holds text), `x-number: "shown"` (a number that people see as the caller), `x-audience: "citizen"` (a text that citizens hear or read),
 * `x-caller-answers` (seconds in which a caller must have answered).
 */
const reference = (kind: string) => (ja: About[0], en: About[1], rest: Record<string, unknown> = {}) => Type.String({ minLength: 1, 'x-ref': kind, ...said(ja, en), ...rest })

export const promptRef = reference('prompt')
export const hoursRef = reference('hours')
export const queueRef = reference('queue')
export const flowRef = reference('call')
export const tableRef = reference('table')
export const formRef = reference('form')
/** One of the milestones that `bundle.json` lists. */
export const milestoneRef = reference('milestone')

/** An ordered list of prompts. */
export const promptRefs = (ja: About[0], en: About[1], rest: Record<string, unknown> = {}) =>
  Type.Array(Type.String({ minLength: 1, 'x-ref': 'prompt', ...said(['案内', '流す音声案内です。'], ['Prompt', 'The prompt to play.']) }), { minItems: 1, ...said(ja, en), ...rest })

/** A JSONata expression (architecture.md §4): marked by the schema, never by how the string looks. */
export const expression = (ja: About[0], en: About[1], rest: Record<string, unknown> = {}) => Type.String({ minLength: 1, maxLength: 2000, format: 'jsonata', ...said(ja, en), ...rest })

/** A text that may hold `{{ jsonata }}`. */
export const template = (ja: About[0], en: About[1], rest: Record<string, unknown> = {}) => Type.String({ maxLength: 2000, 'x-template': true, ...said(ja, en), ...rest })

/** The name of a session variable that the node sets. */
export const variableName = (ja: About[0], en: About[1], rest: Record<string, unknown> = {}) => Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-assigns': true, ...said(ja, en), ...rest })

/** The name of a session variable to which the node gives nothing but text. */
export const textVariableName = (ja: About[0], en: About[1], rest: Record<string, unknown> = {}) => variableName(ja, en, { 'x-assigns': 'text', ...rest })

/** Whole seconds. The unit also stands in the name of every property that uses it. */
export const seconds = (ja: About[0], en: About[1], rest: { default: number; minimum?: number; maximum?: number }) => Type.Integer({ minimum: 1, maximum: 3600, ...said(ja, en), ...rest })

/** Whole seconds in which a caller must have answered: too short a time shuts out those who call through a relay service (A08). */
export const answerSeconds = (ja: About[0], en: About[1], rest: { default: number; minimum?: number; maximum?: number }) =>
  Type.Integer({ minimum: 1, maximum: 3600, 'x-caller-answers': true, ...said(ja, en), ...rest })

/** The name an author gives to a choice or a result. */
export const label = (ja: About[0], en: About[1]) => Type.Object(LocalisedText.properties, { additionalProperties: false, ...said(ja, en) })
