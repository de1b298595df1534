import fs from 'node:fs'
import pino from 'pino'
import type { Logger } from 'pino'

/**
 * Fields that may hold personal data or secrets, wherever they stand within two levels. Logs are read by operators and leave the house;
 * the trace in the database is the place for what a caller did.
 */
const closedFields = ['callerNumber', 'caller', 'from', 'digits', 'keys', 'phone', 'name', 'body', 'answer', 'outcome', 'content', 'password', 'secret', 'token', 'authorization', 'cookie', 'url', 'connectionString']
const redacted = closedFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

/** Telephone numbers as Japanese people and carriers write them; not inside a hexadecimal hash or a longer number. */
const telephoneNumber = /(?<![0-9A-Fa-f.-])(?:\+?81[- ]?|0)\d{1,4}[- ]?\d{1,4}[- ]?\d{3,4}(?![0-9A-Fa-f])/g

/** Structured logs, one JSON object a line, without personal data: closed fields by name, and telephone numbers wherever they slipped into a text. */
export function makeLogger(destination: pino.DestinationStream, level: string = 'info'): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted, censor: '[redacted]' },
      serializers: { err: toLoggedError, req: toLoggedRequest, res: (response: { statusCode?: number }) => ({ status: response.statusCode }) },
      hooks: { streamWrite: (line) => line.replaceAll(telephoneNumber, '[number]') },
    },
    destination,
  )
}

/** No query string (procedure inputs travel there), no address of a person. */
function toLoggedRequest(request: { method?: string; url?: string }) {
  return { method: request.method, path: request.url?.split('?')[0] }
}

/** Database errors carry the offending row in `detail`, `where` and the like; only what names the fault is kept. */
function toLoggedError(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error object' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { type: error.name, code, message: error.message, stack: error.stack, ...(error.cause === undefined ? {} : { cause: toLoggedError(error.cause) }) }
}

const largestLog = 20_000_000

/** The log file of an installation: renamed to `.1` when it has grown to 20 MB, so that it never fills the disk. */
export function openLogFile(file: string): { stream: pino.DestinationStream; close(): void } {
  const stream = pino.destination({ dest: file, mkdir: true, sync: false, append: true })
  stream.on('error', () => {})
  const look = () => {
    if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) < largestLog) return
    fs.renameSync(file, `${file}.1`)
    stream.reopen()
  }
  const timer = setInterval(look, 10_000).unref()
  return {
    stream,
    close() {
      clearInterval(timer)
      stream.flushSync()
      stream.end()
    },
  }
}
