import net from 'node:net'

/**
 * The yardstick for our CPU time: the least that a program can do to run the same calls over one event socket. No checks, no state, no
 * trace; it reads just the headers it needs. Arguments: port, password, the four sound arguments.
 */
const [port = '', password = '', menu = '', item = '', goodbye = ''] = process.argv.slice(2)
const socket = net.connect({ host: '127.0.0.1', port: Number(port) })
const send = (text: string) => socket.write(text)
const execute = (uuid: string, application: string, argument: string) =>
  send(`sendmsg ${uuid}\ncall-command: execute\nexecute-app-name: ${application}\nevent-lock: true\ncontent-type: text/plain\ncontent-length: ${Buffer.byteLength(argument)}\n\n${argument}`)

const steps = new Map<string, number>()
let buffered = ''

socket.on('data', (chunk: Buffer) => {
  buffered += chunk.toString('latin1')
  for (;;) {
    const end = buffered.indexOf('\n\n')
    if (end < 0) return
    const head = buffered.slice(0, end)
    const length = Number(/Content-Length: (\d+)/.exec(head)?.[1] ?? 0)
    if (buffered.length < end + 2 + length) return
    const body = buffered.slice(end + 2, end + 2 + length)
    buffered = buffered.slice(end + 2 + length)
    onFrame(head, body)
  }
})

function onFrame(head: string, body: string): void {
  if (head.includes('auth/request')) {
    send(`auth ${password}\n\nevent plain CHANNEL_PARK CHANNEL_EXECUTE_COMPLETE CHANNEL_HANGUP\n\n`)
    process.stdout.write('ready\n')
    return
  }
  const name = /^Event-Name: (\S+)/m.exec(body)?.[1]
  const uuid = /^Unique-ID: (\S+)/m.exec(body)?.[1]
  if (name === undefined || uuid === undefined) return
  if (name === 'CHANNEL_PARK') {
    steps.set(uuid, 0)
    execute(uuid, 'answer', '')
    execute(uuid, 'play_and_get_digits', `1 1 1 10000 none ${menu} silence_stream://20 answer . 10000`)
  } else if (name === 'CHANNEL_HANGUP') steps.delete(uuid)
  else if (/^Application: (?:play_and_get_digits|playback)$/m.test(body)) next(uuid)
}

function next(uuid: string): void {
  const step = steps.get(uuid)
  if (step === undefined) return
  steps.set(uuid, step + 1)
  if (step === 0) execute(uuid, 'playback', item)
  else if (step === 1) execute(uuid, 'playback', goodbye)
  else execute(uuid, 'hangup', 'NORMAL_CLEARING')
}
