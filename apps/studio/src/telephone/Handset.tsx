import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPhone, IconPhoneOff, IconPlayerSkipForward, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useWords } from '../i18n/words.ts'
import type { BundleNames } from './bundle-names.ts'
import type { CallState } from './call-state.ts'
import { HandsetScreen } from './HandsetScreen.tsx'
import { Keypad } from './Keypad.tsx'
import css from './telephone.module.css'
import { telephoneWords } from './words.ts'

export interface HandsetProps {
  state: CallState
  nowMs: number
  names: BundleNames
  /** The number as people know it, e.g. `0570012229 ナビダイヤル`. */
  lineTitle: string
  muted: boolean
  unplayable: readonly string[]
  /** Why no call can be made now; undefined when one can. */
  cannot: string | undefined
  onCall(): void
  onPress(key: string): void
  onHangup(): void
  onSkip(): void
  onMute(muted: boolean): void
}

/** The telephone itself: screen, keys, and what a telephone can do. */
export function Handset({ state, nowMs, names, lineTitle, muted, unplayable, cannot, onCall, onPress, onHangup, onSkip, onMute }: HandsetProps) {
  const say = useWords(telephoneWords)
  const busy = state.phase === 'call' || state.phase === 'dialling'
  const primary = useKeptFocus(busy)
  const telephone = useShownWhole(busy)
  const talking = state.connection.kind === 'connected'
  return (
    <div ref={telephone} className={css.handset} data-telephone>
      <HandsetScreen state={state} nowMs={nowMs} names={names} lineTitle={lineTitle} muted={muted} unplayable={unplayable} />
      <div className={css.actions}>
        {busy ? (
          <>
            <Button ref={primary} color="red" px={14} leftSection={<IconPhoneOff size={20} aria-hidden />} onClick={onHangup}>{say('hangup')}</Button>
            <Button variant="outline" px={14} leftSection={<IconPlayerSkipForward size={20} aria-hidden />} onClick={onSkip}>{say(talking ? 'skipTalk' : 'skip')}</Button>
          </>
        ) : (
          <Button
            ref={primary}
            color="green"
            leftSection={<IconPhone size={20} aria-hidden />}
            aria-disabled={cannot !== undefined}
            onClick={() => cannot === undefined && onCall()}
          >
            {say(state.phase === 'ended' ? 'callAgain' : 'call')}
          </Button>
        )}
        <Tooltip label={say(muted ? 'muteOn' : 'mute')}>
          <ActionIcon variant={muted ? 'filled' : 'outline'} size={36} aria-pressed={muted} aria-label={say('mute')} onClick={() => onMute(!muted)}>
            {muted ? <IconVolumeOff size={20} aria-hidden /> : <IconVolume size={20} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        {cannot !== undefined && !busy && <p className={css.keysHelp}>{say('cannot', { why: cannot })}</p>}
      </div>
      <Keypad active={state.phase === 'call'} wanted={state.listening?.keys ?? ''} onPress={onPress} />
    </div>
  )
}

/** The call button becomes the hang-up button: whoever pressed it by keyboard stays on it, so that keys typed next reach the telephone. */
function useKeptFocus(busy: boolean): React.RefObject<HTMLButtonElement | null> {
  const primary = useRef<HTMLButtonElement>(null)
  const before = useRef(busy)
  useEffect(() => {
    if (before.current === busy) return
    before.current = busy
    const lost = document.activeElement === null || document.activeElement === document.body
    if (lost) primary.current?.focus({ preventScroll: true })
  }, [busy])
  return primary
}

/** When a call begins the telephone comes into view, in a panel that shows only part of it. */
function useShownWhole(busy: boolean): React.RefObject<HTMLDivElement | null> {
  const telephone = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (busy) telephone.current?.scrollIntoView({ block: 'start' })
  }, [busy])
  return telephone
}
