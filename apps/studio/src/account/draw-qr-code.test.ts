import { expect, test } from 'vitest'
import { draw } from './draw-qr-code.ts'

const uri = 'otpauth://totp/Madoguchi:hanako?issuer=Madoguchi&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30'

test('the code has its three corners, four white modules around it, and says another text differently', () => {
  const { size, path } = draw(uri)
  const dark = (x: number, y: number) => path.includes(`M${x} ${y}h1v1h-1z`)
  for (const [x, y] of [[4, 4], [size - 11, 4], [4, size - 11]] as const) {
    for (let step = 0; step < 7; step++) expect([dark(x + step, y), dark(x, y + step), dark(x + step, y + 6), dark(x + 6, y + step)]).toEqual([true, true, true, true])
  }
  for (let step = 0; step < size; step++) for (let edge = 0; edge < 4; edge++) expect([dark(step, edge), dark(edge, step), dark(step, size - 1 - edge), dark(size - 1 - edge, step)]).toEqual([false, false, false, false])
  expect(draw(`${uri}&x=1`).path).not.toBe(path)
})
