import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { StatedError } from '../stated-error.ts'

/**
 * The secret of one installation. It keeps what must be read back but not be readable in a copy of the database (secrets of second factors),
 * and recognises what we gave out ourselves. Each purpose has a key of its own, so that nothing made for one is taken for another.
 */
export interface InstallationKey {
  /** AES-256-GCM under a fresh nonce: base64url of nonce, tag and cipher text. `bound` must be given again to open it, e.g. whose it is. */
  seal(purpose: string, text: string, bound: string): string
  /** Undefined where it was not sealed by this key for this purpose and owner. */
  open(purpose: string, sealed: string, bound: string): string | undefined
  /** HMAC-SHA-256, hexadecimal. */
  mac(purpose: string, text: string): string
}

/** The key file lies beside the other secrets of the data folder, readable by its owner alone. */
const fileName = 'installation.key'
const shortest = 32

/**
 * The key given by MADOGUCHI_KEY (several machines on one database need the same), else the one in the data folder, made at first use.
 * @throws StatedError DATA_FOLDER_UNUSABLE where the given key is too short to be a secret
 */
export function openInstallationKey(folder: string, given: string | undefined): InstallationKey {
  if (given !== undefined && given.length < shortest) {
    throw new StatedError('DATA_FOLDER_UNUSABLE', {
      ja: `MADOGUCHI_KEY が短すぎます。推測できない ${shortest} 文字以上の値を指定してください。何も変更していません。`,
      en: `MADOGUCHI_KEY is too short. Give ${shortest} characters or more that nobody can guess. Nothing was changed.`,
    })
  }
  return makeKey(given ?? readKeyFile(folder))
}

function readKeyFile(folder: string): string {
  const file = path.join(folder, fileName)
  if (!fs.existsSync(file)) {
    const half = `${file}.${process.pid}`
    fs.writeFileSync(half, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
    fs.renameSync(half, file)
  }
  return fs.readFileSync(file, 'utf8').trim()
}

export function makeKey(secret: string): InstallationKey {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'madoguchi installation key 1', purpose, 32))
  return {
    seal(purpose, text, bound) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce).setAAD(Buffer.from(bound))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(purpose, sealed, bound) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 28) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(12, 28))
        return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
    mac: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest('hex'),
  }
}
