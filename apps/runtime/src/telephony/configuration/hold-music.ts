/** Plays eight seconds of two soft, slowly swelling tones: our own sound, so that nobody's music is copied. 8 kHz, mono, 16 bit. */
export function holdMusic(): Uint8Array {
  const rate = 8000
  const notes = [392, 494, 440, 523]
  const samples = rate * notes.length * 2
  const view = new DataView(new ArrayBuffer(44 + samples * 2))
  writeHeader(view, rate, samples)
  for (let i = 0; i < samples; i++) {
    const second = i / rate
    const swell = Math.sin((Math.PI * (second % 2)) / 2) ** 2
    const note = notes[Math.floor(second / 2)] ?? 0
    const value = Math.sin(2 * Math.PI * note * second) + Math.sin(Math.PI * note * second)
    view.setInt16(44 + i * 2, Math.round(value * swell * 1600), true)
  }
  return new Uint8Array(view.buffer)
}

function writeHeader(view: DataView, rate: number, samples: number): void {
  const text = (at: number, word: string) => [...word].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples * 2, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, samples * 2, true)
}
