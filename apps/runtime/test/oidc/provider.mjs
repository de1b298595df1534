// An OpenID provider in a process of its own, as a prefecture's own would be. It prints its address when it listens. Whoever types a name at its
// log-in form is that person: `name` gets the verified address name@pref.example, a name with `unverified` in it one that nobody verified.
import http from 'node:http'
import Provider from 'oidc-provider'

const redirectUris = process.argv.slice(2)
const server = http.createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'madoguchi', client_secret: 'a secret between both', redirect_uris: redirectUris, grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@pref.example`, email_verified: !id.includes('unverified'), preferred_username: id }),
    }),
    cookies: { keys: ['only for this test'] },
  })
  server.on('request', provider.callback())
  process.stdout.write(`${issuer}\n`)
})
