import type { BothLanguages } from '@madoguchi/schemas'
import * as client from 'openid-client'
import { StatedError } from '../stated-error.ts'

/** Which provider people may log in with (OpenID Connect Core 1.0), by the environment. */
export interface OidcSettings {
  issuer: URL
  clientId: string
  clientSecret: string | undefined
  title: BothLanguages
  /** The claim that names an existing account at the first log-in. */
  claim: string
}

/**
 * MADOGUCHI_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET, _TITLE (Japanese, or `Japanese|English`) and _CLAIM (default `email`, which must be verified;
 * another claim, e.g. `preferred_username`, is trusted as the provider gives it). Undefined where no issuer is set. @throws StatedError USAGE
 */
export function readOidcSettings(environment: Record<string, string | undefined>): OidcSettings | undefined {
  const { MADOGUCHI_OIDC_ISSUER: issuer, MADOGUCHI_OIDC_CLIENT_ID: clientId, MADOGUCHI_OIDC_CLIENT_SECRET: clientSecret } = environment
  if (issuer === undefined || issuer === '') return undefined
  const url = URL.canParse(issuer) ? new URL(issuer) : null
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url === null || !secure || clientId === undefined || clientId === '') {
    throw new StatedError('USAGE', {
      ja: 'MADOGUCHI_OIDC_ISSUER には https の URL を、MADOGUCHI_OIDC_CLIENT_ID には発行された ID を指定してください。',
      en: 'MADOGUCHI_OIDC_ISSUER is an https URL, and MADOGUCHI_OIDC_CLIENT_ID the id that the provider gave.',
    })
  }
  const [ja = '', en = ja] = (environment['MADOGUCHI_OIDC_TITLE'] ?? `${url.hostname} でログイン|Log in with ${url.hostname}`).split('|')
  return { issuer: url, clientId, clientSecret, title: { ja, en }, claim: environment['MADOGUCHI_OIDC_CLAIM'] ?? 'email' }
}

const isLoopback = (host: string) => /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(host)

/** What the browser keeps, sealed, between going to the provider and coming back. */
export interface OidcJourney {
  state: string
  nonce: string
  verifier: string
}

/** Who the provider says that somebody is. */
export interface OidcIdentity {
  issuer: string
  subject: string
  /** The name of the account at the first log-in; undefined where the provider does not vouch for one. */
  loginName: string | undefined
}

/** One provider. It is asked for its configuration when first needed, so a provider that is away keeps nobody from starting. */
export class OpenIdConnect {
  readonly title: BothLanguages
  readonly #settings: OidcSettings
  #discovered: Promise<client.Configuration> | undefined

  constructor(settings: OidcSettings) {
    this.#settings = settings
    this.title = settings.title
  }

  /** Where to send the browser: authorization code flow with PKCE, state and nonce. */
  async begin(redirectUri: string): Promise<{ url: URL; journey: OidcJourney }> {
    const journey = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() }
    const url = client.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: journey.state,
      nonce: journey.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
      code_challenge_method: 'S256',
    })
    return { url, journey }
  }

  /** Who came back. Signature, issuer, audience, times, state, nonce and code verifier are checked by the library; any fault throws. */
  async finish(url: URL, journey: OidcJourney): Promise<OidcIdentity> {
    const tokens = await client.authorizationCodeGrant(await this.#configuration(), url, {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new Error('the provider sent no ID token')
    const more: Record<string, unknown> = claims[this.#settings.claim] === undefined ? await this.#userInfo(tokens.access_token, claims.sub) : claims
    return { issuer: claims.iss, subject: claims.sub, loginName: loginNameIn(more, this.#settings.claim) }
  }

  async #userInfo(accessToken: string, subject: string): Promise<Record<string, unknown>> {
    const configuration = await this.#configuration()
    return configuration.serverMetadata().userinfo_endpoint === undefined ? {} : client.fetchUserInfo(configuration, accessToken, subject)
  }

  #configuration(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    const insecure = issuer.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {}
    this.#discovered ??= client.discovery(issuer, clientId, clientSecret, undefined, { ...insecure, timeout: 10 }).catch((cause: unknown) => {
      this.#discovered = undefined
      throw cause
    })
    return this.#discovered
  }
}

function loginNameIn(claims: Record<string, unknown>, claim: string): string | undefined {
  const value = claims[claim]
  if (typeof value !== 'string' || value === '') return undefined
  // An address that nobody verified may be anybody's.
  return claim === 'email' && claims['email_verified'] !== true ? undefined : value
}
