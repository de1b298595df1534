/** The two tones of each key (ITU-T Q.23), hertz. */
const rows = [697, 770, 852, 941]
const columns = [1209, 1336, 1477]
const keypad = '123456789*0#'

let context: AudioContext | undefined

/** The short tone of a key, as a telephone gives it to the person who presses. Silent where the browser allows no sound yet. */
export function playKeyTone(key: string): void {
  const index = keypad.indexOf(key)
  const [row, column] = [rows[Math.floor(index / 3)], columns[index % 3]]
  if (index < 0 || row === undefined || column === undefined || typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const gain = context.createGain()
  gain.gain.value = 0.06
  gain.connect(context.destination)
  for (const hertz of [row, column]) {
    const oscillator = context.createOscillator()
    oscillator.frequency.value = hertz
    oscillator.connect(gain)
    oscillator.start()
    oscillator.stop(context.currentTime + 0.1)
  }
}
