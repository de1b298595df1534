// The process that the code of a plugin runs in. It hears and says lines of JSON on descriptor 3 and ends with it.
// oxlint-disable-next-line no-restricted-imports -- the program of a process; it lies here because it must read no other folder than this
import net from 'node:net'
import { makeGuest } from './guest.mjs'

const socket = new net.Socket({ fd: 3, readable: true, writable: true })
const receive = makeGuest((message) => socket.write(`${JSON.stringify(message)}\n`))
let rest = ''
socket.setEncoding('utf8')
socket.on('data', (chunk) => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) receive(JSON.parse(line))
})
for (const end of ['end', 'error', 'close']) socket.on(end, () => process.exit(0))
