import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/** Where ports are looked for: between what services use and what the system gives out by itself. */
const range = { from: 42_000, to: 42_199 }
/** The load tool takes four media ports in a row, whatever it is told, and gives up when one is taken. */
const toolMedia = { from: 42_200, to: 42_496 }
/** Media of FreeSWITCH has its own place, so that no single port is taken out of the middle of it. */
const mediaRange = { from: 42_500, to: 42_998 }

/** Given out lately: who asked has perhaps not bound it yet. */
const given: number[] = []
const lately = 40

/** Ports that nobody listens on just now, TCP nor UDP, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  for (let tries = 0; ports.length < count; tries++) {
    if (tries > 2000) throw new Error(`no ${count} free ports between ${range.from} and ${range.to}`)
    const port = range.from + Math.floor(Math.random() * (range.to - range.from))
    if (given.includes(port)) continue
    given.push(port)
    if (given.length > lately) given.shift()
    if (await isFree(port)) ports.push(port)
  }
  return ports
}

/** The first of four media ports for one run of the load tool. Given out in turn, so that runs at the same time are far apart. */
export async function freeToolMedia(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const from = toolMedia.from + 4 * ((firstTurn + turn++) % ((toolMedia.to - toolMedia.from) / 4))
    const free = await Promise.all([0, 1, 2, 3].map((offset) => isFree(from + offset)))
    if (!free.includes(false)) return from
  }
  throw new Error('no free media ports')
}
const firstTurn = Math.floor(Math.random() * 1000)
let turn = 0

/** An even port with `count` free-looking ones after it, for media. */
export async function freeRange(count: number): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const from = mediaRange.from + 2 * Math.floor((Math.random() * (mediaRange.to - mediaRange.from - count)) / 2)
    if ((await isFree(from)) && (await isFree(from + Math.floor(count / 2))) && (await isFree(from + count))) return from
  }
  throw new Error('no free range of ports')
}

async function isFree(port: number): Promise<boolean> {
  const tcp = await new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
  if (!tcp) return false
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(false))
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)))
  })
}
