// @ts-check
// What the product may know of this plugin is data; of this file only `run` is ever executed, in a process (or worker) of its own.

/** @typedef {{ prompt: string, kinds: string[], most: number, attempts: number, timeoutSeconds: number, variable?: string }} Config */
/** @typedef {{ name: string, kind: string, area: string, kilometres: number }} Place */

/** @type {import('@madoguchi/sdk').LentNode<Config>} */
const tell = {
  type: 'payment-places.tell',
  title: { ja: '納付場所案内', en: 'Places to pay' },
  description: {
    ja: '郵便番号を入力していただき、近くの納付場所を近い順に読み上げます。納付場所の照会に失敗したときは「異常」へ進みます。',
    en: 'Asks for a postal code and reads out the nearest places to pay. When the look-up fails, the error exit is taken.',
  },
  icon: 'M12 21s-6-5.3-6-10a6 6 0 0 1 12 0c0 4.700-6 10-6 10z M12 8v5 M10 10h4',
  needs: ['call', 'services'],
  config: {
    type: 'object',
    additionalProperties: false,
    required: ['prompt', 'kinds', 'most', 'attempts', 'timeoutSeconds'],
    properties: {
      prompt: {
        type: 'string', minLength: 1, 'x-ref': 'prompt', title: '郵便番号をたずねる案内', description: '7桁の郵便番号の入力をお願いする音声案内です。',
        'x-en': { title: 'Prompt', description: 'Asks for the seven digits of the postal code.' },
      },
      kinds: {
        type: 'array', minItems: 1, uniqueItems: true, default: ['tax-office', 'bank', 'convenience'], title: '案内する納付場所', description: '読み上げる納付場所の種類です。',
        'x-en': { title: 'Kinds of places', description: 'The kinds of places that are read out.' },
        items: {
          type: 'string', title: '種類', description: '納付場所の種類です。', 'x-en': { title: 'Kind', description: 'A kind of place.' },
          oneOf: [
            { const: 'tax-office', title: '県税事務所', 'x-en': { title: 'Prefectural tax office' } },
            { const: 'bank', title: '金融機関', 'x-en': { title: 'Bank' } },
            { const: 'convenience', title: 'コンビニエンスストア', 'x-en': { title: 'Convenience store' } },
          ],
        },
      },
      most: { type: 'integer', minimum: 1, maximum: 3, default: 2, title: '読み上げる件数', description: '近い順に、何か所まで読み上げるかです。', 'x-en': { title: 'How many', description: 'How many places are read out, the nearest first.' } },
      attempts: { type: 'integer', minimum: 1, maximum: 3, default: 2, title: '入力の回数', description: '入力がないとき、何回までたずねるかです。', 'x-en': { title: 'Attempts', description: 'How often a caller is asked.' } },
      timeoutSeconds: {
        type: 'integer', minimum: 3, maximum: 30, default: 10, 'x-caller-answers': true, title: '入力を待つ秒数', description: '案内が終わってから入力を待つ秒数です。',
        'x-en': { title: 'Wait in seconds', description: 'Seconds to wait for the first digit.' },
      },
      variable: {
        type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-assigns': true, title: '結果を入れる変数', description: 'いちばん近い納付場所の名前を入れる変数です（省略できます）。',
        'x-en': { title: 'Variable', description: 'Takes the name of the nearest place; may be left out.' },
      },
    },
  },
  summary: { ja: '近い順に{/most}か所まで', en: 'The nearest {/most}' },
  exits: [
    { id: 'told', title: { ja: '案内した', en: 'Told' } },
    { id: 'none', title: { ja: '見つからない', en: 'None found' } },
    { id: 'no-input', title: { ja: '入力なし', en: 'No input' } },
  ],
  asks: ['nearest'],
  async run({ config, call, services, set, leave }) {
    const { prompt, kinds, most, attempts, timeoutSeconds, variable } = config
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const { digits } = await call.collect([prompt], { minDigits: 7, maxDigits: 7, terminator: '#', timeoutSeconds, digitTimeoutSeconds: 4, secret: false })
      if (!/^\d{7}$/.test(digits)) continue
      const { places } = /** @type {{ places: Place[] }} */ (await services.ask('nearest', { postalCode: digits, kinds, most }))
      const [nearest] = places
      if (nearest === undefined) return leave('none')
      if (variable !== undefined) await set(variable, nearest.name)
      await call.play([{ fragment: 'payment-places', text: sentence(places) }], { bargeIn: true })
      return leave('told')
    }
    return leave('no-input')
  },
}

/** @param {Place[]} places */
function sentence(places) {
  const said = places.map(({ name, area, kilometres }, index) => `${index + 1}、${area}の、${name}。およそ${kilometres}キロメートルです。`)
  return `お近くの納付場所をご案内します。${said.join('')}`
}

/** @type {import('@madoguchi/sdk').LentPlugin} */
export const plugin = {
  name: 'madoguchi-plugin-payment-places',
  id: 'payment-places',
  title: { ja: '納付場所', en: 'Places to pay' },
  nodeTypes: [tell],
  services: {
    nearest: {
      title: { ja: '近くの納付場所の照会', en: 'Nearest places to pay' },
      timeoutSeconds: 3,
      output: {
        type: 'object', required: ['places'],
        properties: { places: { type: 'array', maxItems: 3, items: { type: 'object', required: ['name', 'kind', 'area', 'kilometres'], properties: { name: { type: 'string' }, kind: { type: 'string' }, area: { type: 'string' }, kilometres: { type: 'number' } } } } },
      },
      samples: [
        { places: [{ name: 'さいたま県税事務所', kind: 'tax-office', area: 'さいたま市', kilometres: 1 }, { name: '見本銀行 浦和支店', kind: 'bank', area: 'さいたま市', kilometres: 2 }] },
        { places: [] },
      ],
    },
  },
}
