import { Button, Menu } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleOff, IconDots, IconLock } from '@tabler/icons-react'
import { dayText, timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { useMe } from '../log-in/me.ts'
import { Table, TableCell, TableRow } from '../theme/Table.tsx'
import styles from './People.module.css'
import { type PersonAct, actsOn } from './PersonActDialog.tsx'
import type { PersonSummary } from './people-server.ts'
import { roleNames } from './role-words.ts'
import { words } from './words.ts'

interface PeopleTableProps {
  people: readonly PersonSummary[]
  /** Left out: the person at this page may only look. */
  onEdit: ((person: PersonSummary) => void) | undefined
  onAct(person: PersonSummary, act: PersonAct): void
}

export function PeopleTable({ people, onEdit, onAct }: PeopleTableProps) {
  const t = useWords(words)
  const columns = [t('name'), t('organisation'), t('roles'), t('state'), t('lastLogIn'), ...(onEdit ? [t('actions')] : [])]
  return (
    <Table label={t('heading')} columns={columns}>
      {people.map((person) => (
        <PersonRow key={person.id} person={person} onEdit={onEdit} onAct={onAct} />
      ))}
    </Table>
  )
}

function PersonRow({ person, onEdit, onAct }: { person: PersonSummary } & Omit<PeopleTableProps, 'people'>) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const oneself = useMe((state) => state.person?.id === person.id)
  const { name, loginName, organisation, organisationKind, approvalReason, roles, lastLogInAt, validUntil, demo } = person
  const marks = [loginName, demo ? t('demo') : '', oneself ? t('you') : '']
  return (
    <TableRow head={name} note={marks.filter(Boolean).join(' ・ ')}>
      <TableCell column={t('organisation')}>
        {organisation}
        <span className={styles.soft}>{t(`kind-${organisationKind}`)}</span>
        {approvalReason !== null && <span className={styles.soft}>{`${t('reason')}: ${approvalReason}`}</span>}
      </TableCell>
      <TableCell column={t('roles')}>{roleNames(roles, language)}</TableCell>
      <TableCell column={t('state')}>
        <State person={person} />
        {validUntil !== null && person.state !== 'expired' && <span className={styles.soft}>{t('until', { day: dayText(new Date(Date.parse(validUntil) - 1).toISOString(), timeZone, language) })}</span>}
        {person.secondFactor && <span className={styles.soft}>{t('second')}</span>}
      </TableCell>
      <TableCell column={t('lastLogIn')} time>
        {lastLogInAt === null ? t('never') : timeText(lastLogInAt, timeZone, language)}
      </TableCell>
      {onEdit && <TableCell>{!oneself && <Actions person={person} onEdit={onEdit} onAct={onAct} />}</TableCell>}
    </TableRow>
  )
}

const icons = { active: IconCircleCheck, locked: IconLock, disabled: IconCircleOff, expired: IconCircleOff, unused: IconAlertTriangle } as const satisfies Record<PersonSummary['state'], unknown>

function State({ person: { state, lockedUntil } }: { person: PersonSummary }) {
  const t = useWords(words)
  const language = useLanguage()
  const timeZone = useTimeZone()
  const Icon = icons[state]
  return (
    <span className={styles.state} data-state={state}>
      <Icon aria-hidden size={20} />
      {t(state, { until: lockedUntil === null ? '' : timeText(lockedUntil, timeZone, language) })}
    </span>
  )
}

function Actions({ person, onEdit, onAct }: { person: PersonSummary; onEdit(person: PersonSummary): void; onAct: PeopleTableProps['onAct'] }) {
  const t = useWords(words)
  const { name } = person
  return (
    <div className={styles.buttons}>
      <Button size="compact-md" mih={40} variant="outline" aria-haspopup="dialog" aria-label={t('editOf', { name })} onClick={() => onEdit(person)}>
        {t('edit')}
      </Button>
      <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button size="compact-md" mih={40} variant="outline" px={10} aria-label={t('moreOf', { name })} title={t('more')}>
            <IconDots aria-hidden size={20} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {actsOn(person).map((act) => (
            <Menu.Item key={act} color={act === 'disable' ? 'red' : undefined} onClick={() => onAct(person, act)}>
              {t(`title-${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
