import { choice, said } from '@madoguchi/schemas'
import { NodeError, defineNode, exit, expression, leave, seconds, template, variableName } from '@madoguchi/sdk'
import Type, { type Static } from 'typebox'

const methods = { GET: ['GET（読む）', 'GET'], POST: ['POST（送る）', 'POST'], PUT: ['PUT（置き換える）', 'PUT'], PATCH: ['PATCH（一部を変える）', 'PATCH'], DELETE: ['DELETE（消す）', 'DELETE'] } as const

const Header = Type.Object(
  {
    name: Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$", ...said(['ヘッダー名', 'HTTP ヘッダーの名前です。'], ['Name', 'The name of the HTTP header.']) }),
    value: Type.Optional(template(['値', 'ヘッダーの値です。{{変数}} を使えます。'], ['Value', 'The value; {{variables}} are filled in.'], { maxLength: 1000 })),
    secret: Type.Optional(Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,49}$', ...said(['秘密の名前', '値を設定から取るときの、秘密の名前です（値は設定一式にも記録にも残りません）。'], ['Secret', 'The name of a secret of the settings that is the value; it stands in no bundle and no journal.']) })),
  },
  { additionalProperties: false, ...said(['ヘッダー', '1つの HTTP ヘッダーです。'], ['Header', 'One HTTP header.']) },
)

const Read = Type.Object(
  {
    variable: variableName(['変数', '値を入れる変数です。'], ['Variable', 'The variable that takes the value.']),
    expression: expression(['式', '答えから値を取り出す式です。答えは answer で参照します（例: answer.amount）。'], ['Expression', 'Reads a value of the answer, which is called answer, e.g. answer.amount.']),
  },
  { additionalProperties: false, ...said(['読み取り', '答えから取り出す1つの値です。'], ['Reading', 'One value of the answer.']) },
)

const Config = Type.Object(
  {
    method: choice(methods, said(['方式', 'HTTP の方式です。'], ['Method', 'The HTTP method.']), 'GET'),
    url: template(['URL', 'https で始まる URL です。{{変数}} はパスと問い合わせにだけ使えます。ホストは、管理者が設定で許可したものに限ります。'], ['URL', 'An https URL; {{variables}} in its path and query only. Only hosts that the administrator allows in the settings.'], { minLength: 8 }),
    headers: Type.Array(Header, { maxItems: 20, default: [], ...said(['ヘッダー', '付け加える HTTP ヘッダーです。'], ['Headers', 'HTTP headers to add.']) }),
    body: Type.Optional(template(['本文', '送る本文（JSON）です。{{変数}} を使えます。'], ['Body', 'The JSON to send; {{variables}} are filled in.'], { maxLength: 20_000 })),
    reads: Type.Array(Read, { maxItems: 40, default: [], ...said(['答えから読む値', '答えの JSON から変数に入れる値です。'], ['Values', 'What of the JSON answer goes into variables.']) }),
    answerVariable: variableName(['答えの変数', '答えの JSON 全体を入れる変数です。'], ['Answer variable', 'The variable that takes the whole JSON answer.'], { default: 'answer' }),
    timeoutSeconds: seconds(['待つ時間（秒）', '1回の問い合わせを待つ時間です。その間お客様は無音で待ちます。'], ['Seconds', 'How long one attempt is waited for; the caller waits in silence.'], { default: 5, maximum: 20 }),
    retries: Type.Integer({ minimum: 0, maximum: 3, default: 1, ...said(['やり直す回数', '失敗したとき、間を空けてやり直す回数です。'], ['Retries', 'How often a failed request is tried again, after growing pauses.']) }),
    sample: Type.Optional(Type.String({ maxLength: 20_000, ...said(['試すときの答え', 'シミュレーションと検査で使う答え（JSON）です。外部には接続しません。'], ['Sample answer', 'The JSON that simulation and check take for the answer; nothing goes out there.']) })),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

/** Asks another system and reads its JSON answer. Throws `http-refused`, `http-unreachable`, `http-timeout`, `http-too-large`, `http-unreadable`, `expression`. */
export const httpRequest = defineNode({
  type: 'integrations.http-request',
  title: { ja: '外部システムに問い合わせ', en: 'HTTP request' },
  description: { ja: '許可された外部システムに問い合わせ、答えの値を変数に入れます。エラー: 許可されていないホスト、つながらない、時間切れ、答えが大きすぎる、答えが JSON でない、式が計算できない。', en: 'Asks an allowed system and puts values of its answer into variables. Errors: a host that is not allowed, unreachable, too slow, too large an answer, one that is no JSON, an expression that fails.' },
  icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3a14 14 0 0 1 0 18M12 3a14 14 0 0 0 0 18',
  kinds: ['call', 'dialogue'],
  needs: ['http'],
  config: Config,
  exits: () => [exit('ok', { ja: '答えあり', en: 'Answered' }), exit('rejected', { ja: '断られた（4xx・5xx）', en: 'Rejected (4xx, 5xx)' })],
  summary: ({ method, url }) => ({ ja: `${method} ${url}`, en: `${method} ${url}` }),
  problems: problemsOf,
  async run({ config, http, render, evaluate, set }) {
    const { method, timeoutSeconds, retries, body } = config
    const headers = []
    for (const { name, value, secret } of config.headers) headers.push(secret === undefined ? { name, value: await render(value ?? '') } : { name, secret })
    const { result, json } = await http.request({ method, url: await rendered(config.url, render), headers, timeoutSeconds, retries, sample: sampleOf(config.sample), ...(body !== undefined && { body: await render(body) }) })
    set(config.answerVariable, json)
    if (result === 'ok') for (const { variable, expression: read } of config.reads) set(variable, (await evaluate(read)) ?? null)
    return leave(result)
  },
})

/** What a caller enters must never choose the host: filled in, the URL has the origin that it was written with. */
async function rendered(url: string, render: (template: string) => Promise<string>): Promise<string> {
  const whole = await render(url)
  const written = originOf(url)
  if (!URL.canParse(whole) || written === undefined || new URL(whole).origin !== new URL(written).origin) throw new NodeError('http-refused', 'the URL does not lead to the host that it was written with')
  return whole
}

/** Scheme and host as they are written; undefined where an expression stands in them. */
function originOf(url: string): string | undefined {
  const written = /^https?:\/\/[^/?#{}@\\]+(?=[/?#]|$)/.exec(url)?.[0]
  return written !== undefined && URL.canParse(written) ? written : undefined
}

function sampleOf(sample: string | undefined): unknown {
  return sample === undefined || !isJson(sample) ? {} : JSON.parse(sample)
}

function problemsOf({ url, headers, answerVariable, reads, sample }: Config) {
  return [
    ...(originOf(url) ? [] : [{ code: 'http-url', pointer: '/url', message: { ja: 'URL は https:// で始め、ホスト名に {{変数}} を使わないでください。', en: 'Begin the URL with https:// and put no {{variable}} into the host.' } }]),
    ...headers.flatMap(({ value, secret }, index) => ((value === undefined) === (secret === undefined) ? [{ code: 'http-header', pointer: `/headers/${index}`, message: { ja: 'ヘッダーには、値か秘密の名前のどちらか1つを入れてください。', en: 'A header has either a value or the name of a secret.' } }] : [])),
    ...(reads.length > 0 && answerVariable !== 'answer' && reads.every(({ expression: read }) => !read.includes(answerVariable)) ? [{ code: 'http-reads', pointer: '/reads', message: { ja: `どの式も、答えの変数「${answerVariable}」を読んでいません。`, en: `No expression reads the answer variable "${answerVariable}".` } }] : []),
    ...(sample === undefined || isJson(sample) ? [] : [{ code: 'http-sample', pointer: '/sample', message: { ja: '試すときの答えが JSON ではありません。', en: 'The sample answer is no JSON.' } }]),
  ]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
