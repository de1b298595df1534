import { randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { StatedError } from '../stated-error.ts'

/** What OWASP asks of argon2id at least: 19 MiB, two passes, one lane. A hash takes 20 to 100 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
export const shortestPassword = 12
export const longestPassword = 256

/** Hashings at one time, and how many may wait for their turn; whoever comes beyond is told to come again. So log-ins never take all processors. */
const atOnce = 2
const mayWait = 40

/** Hashes and verifies passwords (argon2id in PHC form), a few at a time. */
export class Passwords {
  #running = 0
  readonly #waiting: Array<() => void> = []
  #ofNobody: Promise<string> | undefined

  /** @throws StatedError PASSWORD_UNSUITABLE, TOO_BUSY */
  async hash(password: string, loginName: string): Promise<string> {
    refuseUnsuitable(password, loginName)
    return this.#inTurn(() => hash(normalised(password), cost))
  }

  /**
   * Whether the password is the one of the hash. Without a hash (nobody has that name) the same work is done, so that time tells nothing.
   * @throws StatedError TOO_BUSY
   */
  async verify(hashed: string | null, password: string): Promise<boolean> {
    const text = normalised(password)
    if (hashed !== null) return this.#inTurn(() => verify(hashed, text))
    const ofNobody = await (this.#ofNobody ??= hash(randomBytes(16).toString('hex'), cost))
    await this.#inTurn(() => verify(ofNobody, text))
    return false
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= atOnce) {
      if (this.#waiting.length >= mayWait) throw tooBusy()
      // Whoever ends hands its place on, so the count stays as it is.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#running--
      else next()
    }
  }
}

/** The same characters typed on another keyboard are the same password (NIST SP 800-63B §3.1.1.2). */
const normalised = (password: string) => password.normalize('NFKC')

/** Length decides, not composition (NIST SP 800-63B); only what everybody knows is refused besides. @throws StatedError PASSWORD_UNSUITABLE */
function refuseUnsuitable(password: string, loginName: string): void {
  const length = [...password].length
  const known = normalised(password).toLowerCase() === loginName
  if (length >= shortestPassword && length <= longestPassword && !known && new Set(password).size > 2) return
  throw new StatedError('PASSWORD_UNSUITABLE', {
    ja: `パスワードは ${shortestPassword} 文字以上 ${longestPassword} 文字以下で、利用者IDや同じ文字の繰り返しではないものにしてください。変更していません。`,
    en: `A password has ${shortestPassword} to ${longestPassword} characters and is neither the login name nor one character again and again. It was not changed.`,
  })
}

/** 80 bits in letters that nobody mistakes for others, in groups that can be read out. */
export function makeTemporaryPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

function tooBusy(): StatedError {
  return new StatedError('TOO_BUSY', {
    ja: 'ログインが混み合っています。しばらくしてからもう一度試してください。',
    en: 'Too many people are logging in right now. Try again in a moment.',
  })
}
