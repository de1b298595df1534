import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { atEndOfFile } from '../clean-up.ts'

/** Starts the provider for these redirect addresses; it ends with the test file. */
export async function startProvider(redirectUris: string[]): Promise<{ issuer: string; stop(): void }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('provider.mjs', import.meta.url)), ...redirectUris], { stdio: ['ignore', 'pipe', 'pipe'] })
  atEndOfFile(() => void child.kill())
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  for await (const line of createInterface(child.stdout)) if (line.startsWith('http')) return { issuer: line, stop: () => void child.kill() }
  throw new Error(`the provider did not start: ${said}`)
}

/** A person at the provider: follows it from the authorization address to where it sends the browser back, through its log-in and consent forms. */
export async function consentAtProvider(authorization: string, login: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = authorization
  let form: Record<string, string> | undefined
  for (let step = 0; step < 12; step++) {
    const response: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) cookies.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';')))
    form = undefined
    const location = response.headers.get('location')
    if (location !== null) {
      url = new URL(location, url).href
      if (new URL(url).origin !== new URL(authorization).origin) return url
      continue
    }
    const page = await response.text()
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
    if (action === undefined) throw new Error(`the provider answered ${response.status}: ${page.slice(0, 300)}`)
    url = new URL(action, url).href
    form = page.includes('name="login"') ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' }
  }
  throw new Error('the provider led in circles')
}
