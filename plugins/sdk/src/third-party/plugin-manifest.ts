import type { BothLanguages } from '@madoguchi/schemas'
import Type from 'typebox'
import Value from 'typebox/value'

/** A JSON pointer (RFC 6901) into a config. */
const pointer = Type.String({ maxLength: 200, pattern: '^(/[^/]*)+$' })
const text = Type.String({ minLength: 1, maxLength: 200 })
const inBoth = Type.Object({ ja: text, en: text }, { additionalProperties: false })
const name = '[a-z][a-z0-9-]{0,39}'

/** What an executor of a third party may be given: it speaks, asks and looks up. It neither connects callers nor records them. */
export const lentCapabilities = ['call', 'tables', 'reports', 'services'] as const
export type LentCapability = (typeof lentCapabilities)[number]

/** An exit by its name, or one for each item of a list in the config. */
const ManifestExit = Type.Union([
  Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9*#][A-Za-z0-9*#-]{0,39}$' }), title: inBoth }, { additionalProperties: false }),
  Type.Object({ each: pointer, id: pointer, title: pointer }, { additionalProperties: false }),
])

const ManifestNode = Type.Object(
  {
    type: Type.String({ pattern: `^${name}\\.${name}$` }),
    title: inBoth,
    description: Type.Object({ ja: Type.String({ minLength: 1, maxLength: 1000 }), en: Type.String({ minLength: 1, maxLength: 1000 }) }, { additionalProperties: false }),
    icon: Type.String({ maxLength: 2000, pattern: '^M[\\dMLHVCSQTAZmlhvcsqtaz ,.-]+$' }),
    needs: Type.Array(Type.Enum([...lentCapabilities]), { uniqueItems: true }),
    /** JSON Schema of the config; the form, the completion and the validator come from it. */
    config: Type.Object({ type: Type.Literal('object'), properties: Type.Record(Type.String(), Type.Object({})) }),
    exits: Type.Array(ManifestExit, { minItems: 1, maxItems: 20 }),
    /** One line for the card; `{/pointer}` stands for a value of the config. */
    summary: Type.Optional(inBoth),
    /** The services that it asks. */
    asks: Type.Optional(Type.Array(Type.String({ pattern: `^${name}$` }), { maxItems: 8 })),
  },
  { additionalProperties: false },
)
export type ManifestNode = Type.Static<typeof ManifestNode>

const ManifestService = Type.Object(
  {
    title: inBoth,
    timeoutSeconds: Type.Integer({ minimum: 1, maximum: 10, default: 3 }),
    /** JSON Schema that an answer must keep. */
    output: Type.Object({}),
    /** One answer of each class: simulation answers with the first, the exhaustive check with each. */
    samples: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 8 }),
  },
  { additionalProperties: false },
)
export type ManifestService = Type.Static<typeof ManifestService>

/**
 * A plugin of a third party as data: all that the product knows of it without running a line of it. What a built-in node type computes from
 * its config (exits, summary) is declared here instead, so that no code of a stranger runs where a draft is compiled or drawn.
 */
export const PluginManifest = Type.Object(
  {
    /** The name of the package, which bundles list. */
    name: Type.String({ maxLength: 214, pattern: '^(@[a-z0-9-~][a-z0-9-._~]*/)?[a-z0-9-~][a-z0-9-._~]*$' }),
    /** What the names of its node types begin with, and what `--fault plugin:ID=error` calls it. */
    id: Type.String({ pattern: `^${name}$` }),
    title: inBoth,
    nodeTypes: Type.Array(ManifestNode, { minItems: 1, maxItems: 50 }),
    services: Type.Optional(Type.Record(Type.String({ pattern: `^${name}$` }), ManifestService)),
  },
  { additionalProperties: false },
)
export type PluginManifest = Type.Static<typeof PluginManifest>

const largestManifest = 200_000

/**
 * Reads what a package has described of itself.
 * @returns the reasons why it cannot be used, else the manifest
 */
export function readManifest(described: unknown): { manifest: PluginManifest } | { refused: BothLanguages } {
  if (JSON.stringify(described ?? null).length > largestManifest) return { refused: { ja: '自己紹介（plugin）が大きすぎます。', en: 'What it says of itself (plugin) is too large.' } }
  if (!Value.Check(PluginManifest, described)) {
    const first = Value.Errors(PluginManifest, described)[0]
    const place = `${first?.instancePath || '/'} ${first?.message ?? ''}`
    return { refused: { ja: `plugin の内容が正しくありません: ${place}`, en: `What it exports as plugin is not valid: ${place}` } }
  }
  const manifest = described
  const foreign = manifest.nodeTypes.find(({ type }) => !type.startsWith(`${manifest.id}.`))
  if (foreign) return { refused: { ja: `ノードの種類「${foreign.type}」は「${manifest.id}.」で始めてください。`, en: `The node type "${foreign.type}" must begin with "${manifest.id}."` } }
  const twice = manifest.nodeTypes.find(({ type }, index) => manifest.nodeTypes.findIndex((other) => other.type === type) !== index)
  if (twice) return { refused: { ja: `ノードの種類「${twice.type}」が2つあります。`, en: `The node type "${twice.type}" is there twice.` } }
  for (const { type, asks = [] } of manifest.nodeTypes) {
    const unknown = asks.find((service) => !Object.hasOwn(manifest.services ?? {}, service))
    if (unknown !== undefined) return { refused: { ja: `「${type}」が使うサービス「${unknown}」がありません。`, en: `"${type}" asks the service "${unknown}", which is not declared.` } }
  }
  for (const [service, { output, samples }] of Object.entries(manifest.services ?? {})) {
    if (!samples.every((sample) => Value.Check(output, sample))) return { refused: { ja: `サービス「${service}」の例（samples）が、答えの形式（output）に合っていません。`, en: `A sample of the service "${service}" does not keep its own output schema.` } }
  }
  return { manifest }
}
