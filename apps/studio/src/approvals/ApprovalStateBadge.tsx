import { IconArrowBackUp, IconCalendarTime, IconCircleCheck, IconHourglass, IconRefreshAlert, IconX, type Icon } from '@tabler/icons-react'
import { inLanguage, useLanguage } from '../i18n/words.ts'
import { type ApprovalState, stateNames } from './approvals-server.ts'
import styles from './approvals.module.css'

const icons: Record<ApprovalState, Icon> = { open: IconHourglass, returned: IconArrowBackUp, withdrawn: IconX, waiting: IconCalendarTime, released: IconCircleCheck, stale: IconRefreshAlert }

/** The state of a request, told by shape and word as well as by colour. */
export function StateBadge({ state }: { state: ApprovalState }) {
  const language = useLanguage()
  const StateIcon = icons[state]
  return (
    <span className={styles.state} data-state={state}>
      <StateIcon aria-hidden size={18} />
      {inLanguage(stateNames[state], language)}
    </span>
  )
}
