/**
 * A UUID of version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits, so ids sort by time and rows of one day lie together.
 * @param random 10 random bytes
 */
export function newSessionId(now: Date, random: Uint8Array): string {
  if (random.length !== 10) throw new RangeError('ten random bytes are needed')
  const bytes = new Uint8Array(16)
  new DataView(bytes.buffer).setUint32(0, Math.floor(now.getTime() / 0x10000))
  new DataView(bytes.buffer).setUint16(4, now.getTime() % 0x10000)
  bytes.set(random, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
