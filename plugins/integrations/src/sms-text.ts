/** The GSM 03.38 basic set (3GPP TS 23.038 §6.2.1) and its extension, of which each character takes two places. */
const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
const extension = new Set('\f^{}\\[~]|€')

/**
 * In how many segments a text goes out (3GPP TS 23.038, 23.040): 160 seven-bit characters or 70 UCS-2 units in a single one; 153 or 67 in each of
 * several, whose header takes the rest. A pair of surrogates or an escape is never cut in two.
 */
export function smsSegments(text: string): number {
  const characters = [...text]
  const isGsm = characters.every((character) => basic.has(character) || extension.has(character))
  const places = characters.map((character) => (isGsm ? (extension.has(character) ? 2 : 1) : character.length))
  const [single, several] = isGsm ? [160, 153] : [70, 67]
  if (places.reduce((sum, place) => sum + place, 0) <= single) return 1
  let segments = 1
  let used = 0
  for (const place of places) {
    if (used + place > several) {
      segments++
      used = 0
    }
    used += place
  }
  return segments
}

/** Whether an SMS can reach a number: Japanese mobile numbers; a 050 number only where its provider takes SMS. */
export function takesSms(number: string, allow050: boolean): boolean {
  return /^0[6789]0\d{8}$/.test(number) || (allow050 && /^050\d{8}$/.test(number))
}
