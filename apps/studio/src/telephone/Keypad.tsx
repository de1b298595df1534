import { useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import css from './telephone.module.css'
import { telephoneWords } from './words.ts'

const keys = [...'123456789*0#']

export interface KeypadProps {
  /** No call: keys do nothing, and say so instead of vanishing from the keyboard's path. */
  active: boolean
  /** Keys that the present question can be answered with. */
  wanted: string
  onPress(key: string): void
}

/** The twelve keys. Mouse, touch, and their own names typed while the focus is anywhere in the telephone. */
export function Keypad({ active, wanted, onPress }: KeypadProps) {
  const say = useWords(telephoneWords)
  const root = useRef<HTMLDivElement>(null)
  const down = useTypedKeys(root, active, onPress)
  return (
    <>
      <div ref={root} className={css.keys} role="group" aria-label={say('keypad')}>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            className={css.key}
            aria-disabled={!active}
            data-down={down === key || undefined}
            data-wanted={(active && wanted.includes(key)) || undefined}
            onClick={() => active && onPress(key)}
          >
            {key}
          </button>
        ))}
      </div>
      <p className={css.keysHelp}>{say('keypadHelp')}</p>
    </>
  )
}

/** Typed keys count in the whole telephone, but not in a field of it. */
function useTypedKeys(root: React.RefObject<HTMLDivElement | null>, active: boolean, onPress: (key: string) => void): string | undefined {
  const [down, setDown] = useState<string>()
  useEffect(() => {
    const telephone = root.current?.closest<HTMLElement>('[data-telephone]')
    if (!telephone || !active) return undefined
    const typed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isField(event.target)) return
      const key = event.key.normalize('NFKC')
      if (!keys.includes(key)) return
      event.preventDefault()
      // The canvas beside the telephone has keys of its own.
      event.stopPropagation()
      setDown(key)
      onPress(key)
    }
    const released = () => setDown(undefined)
    telephone.addEventListener('keydown', typed)
    telephone.addEventListener('keyup', released)
    return () => {
      telephone.removeEventListener('keydown', typed)
      telephone.removeEventListener('keyup', released)
    }
  }, [root, active, onPress])
  return down
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
