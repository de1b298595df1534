import { NativeSelect } from '@mantine/core'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { type SideRef, readSide, sideText } from './compare-link.ts'
import type { SideChoice } from './compare-source.ts'
import { sideName } from './side-name.ts'
import { compareWords } from './words.ts'

/** Picks one side. What the address names and the list lacks (a request, an old release) can be chosen all the same. */
export function SidePicker({ label, side, choices, onPick }: { label: string; side: SideRef | undefined; choices: readonly SideChoice[]; onPick(side: SideRef): void }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const value = side ? sideText(side) : ''
  const known = choices.map((choice) => ({ value: sideText(choice.side), label: inLanguage(choice.name, language) }))
  const unlisted = side && !known.some((option) => option.value === value) ? [{ value, label: inLanguage(sideName(side), language) }] : []
  const unchosen = side ? [] : [{ value: '', label: t('unchosen') }]
  const pick = (text: string) => {
    const picked = readSide(text)
    if (picked) onPick(picked)
  }
  return <NativeSelect label={label} value={value} data={[...unchosen, ...unlisted, ...known]} onChange={(event) => pick(event.currentTarget.value)} />
}
