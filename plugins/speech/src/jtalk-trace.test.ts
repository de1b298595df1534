import { describe, expect, it } from 'vitest'
import { readingOf, speechSpan } from './jtalk-trace.ts'

const trace = `[Text analysis result]
減免,名詞,サ変接続,*,*,*,*,減免,ゲンメン,ゲンメン,0/4,C2,-1
は,助詞,係助詞,*,*,*,*,は,ハ,ワ,0/1,名詞%F1,1
、,記号,読点,*,*,*,*,、,、,、,0/0,*,0
です,助動詞,*,*,*,特殊・デス,基本形,です,デス,デス’,1/2,*,1

[Output label]
0 2450000 xx^xx-sil+g=e/A:xx+xx
2450000 3450000 xx^sil-g+e=N/A:0+1+4
3450000 5450000 w^a-pau+d=e/A:xx+xx
15450000 18350000 U^s-U+sil=xx/A:xx+xx
18350000 20000000 s^U-sil+xx=xx/B:10-7_2

[Global parameter]
Sampring frequency -> 48000(Hz)
`

describe('the trace of the synthesiser', () => {
  it('tells the pronunciation, with pauses, without marks of devoiced vowels', () => {
    expect(readingOf(trace)).toBe('ゲンメンワ、デス')
  })

  it('tells where the speech lies, inner pauses included', () => {
    expect(speechSpan(trace)).toEqual({ from: 0.245, until: 1.835 })
  })

  it('is refused where a part is missing', () => {
    expect(() => readingOf('')).toThrow('[Text analysis result]')
    expect(() => speechSpan('[Output label]\n0 100 xx^xx-sil+xx=xx\n')).toThrow('no labels')
  })
})
