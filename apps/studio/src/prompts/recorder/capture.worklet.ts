/** Runs on the browser's audio thread: hands the samples of the microphone on, in pieces that are not too many messages. */
const pieceLength = 1024

/** What the scope of a worklet has, and the library of types does not know. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

class Capture extends AudioWorkletProcessor {
  #piece = new Float32Array(pieceLength)
  #filled = 0

  process([input]: Float32Array[][]): boolean {
    const channel = input?.[0]
    if (!channel) return true
    for (const sample of channel) {
      this.#piece[this.#filled++] = sample
      if (this.#filled < pieceLength) continue
      this.port.postMessage(this.#piece, [this.#piece.buffer])
      this.#piece = new Float32Array(pieceLength)
      this.#filled = 0
    }
    return true
  }
}

registerProcessor('capture', Capture)
