import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toFailure } from '../app/failure.ts'
import { type Language, useLanguage, useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Acting } from './Acting.tsx'
import styles from './People.module.css'
import { PeopleTable } from './PeopleTable.tsx'
import { type PersonAct, PersonActDialog } from './PersonActDialog.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { type PeopleServer, type PersonSummary, peopleServer } from './people-server.ts'
import { roleNames } from './role-words.ts'
import { words } from './words.ts'

const queryKey = ['people', 'list']

type Opened = { kind: 'create' } | { kind: 'edit'; id: string } | { kind: 'act'; id: string; act: PersonAct }

/** Who may work here, in which roles, and who acts for the general manager. */
export default function PeoplePage({ server = peopleServer }: { server?: PeopleServer }) {
  const t = useWords(words)
  const mayManage = usePermission('people.manage')
  const { data: people, error } = useQuery({ queryKey, queryFn: () => server.list() })
  const queries = useQueryClient()
  const [opened, setOpened] = useState<Opened>()
  const again = () => void queries.invalidateQueries({ queryKey: ['people'] })
  const close = () => setOpened(undefined)
  const chosen = opened && opened.kind !== 'create' ? people?.find(({ id }) => id === opened.id) : undefined
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        <h1>{t('heading')}</h1>
        {mayManage && (
          <Button leftSection={<IconPlus aria-hidden size={18} />} aria-haspopup="dialog" onClick={() => setOpened({ kind: 'create' })}>
            {t('add')}
          </Button>
        )}
      </div>
      <p>{t('intro')}</p>
      {!mayManage && <p>{t('readOnly')}</p>}
      <FailureLine failure={error ? toFailure(error) : undefined} />
      {!people && !error && <p role="status">{t('loading')}…</p>}
      {people && <Found people={people} onEdit={mayManage ? ({ id }) => setOpened({ kind: 'edit', id }) : undefined} onAct={({ id }, act) => setOpened({ kind: 'act', id, act })} />}
      {people && <Acting server={server} people={people} />}
      {opened?.kind === 'create' && <PersonDialog server={server} person={undefined} onClose={close} onSaved={again} />}
      {opened?.kind === 'edit' && chosen && <PersonDialog key={chosen.id} server={server} person={chosen} onClose={close} onSaved={again} />}
      {opened?.kind === 'act' && chosen && <PersonActDialog server={server} person={chosen} act={opened.act} onClose={close} onDone={again} />}
    </div>
  )
}

interface FoundProps {
  people: readonly PersonSummary[]
  onEdit: ((person: PersonSummary) => void) | undefined
  onAct(person: PersonSummary, act: PersonAct): void
}

function Found({ people, onEdit, onAct }: FoundProps) {
  const t = useWords(words)
  const language = useLanguage()
  const [search, setSearch] = useState('')
  const shown = people.filter((person) => matches(person, search, language))
  return (
    <>
      <div className={styles.tools}>
        <TextInput type="search" label={t('search')} description={t('searchHelp')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <span role="status">{t('shown', { shown: shown.length, all: people.length })}</span>
      </div>
      {shown.length === 0 ? <p>{t('nothingFound', { search })}</p> : <PeopleTable people={shown} onEdit={onEdit} onAct={onAct} />}
    </>
  )
}

function matches({ name, loginName, organisation, roles }: PersonSummary, search: string, language: Language): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  const text = plain(`${name} ${loginName} ${organisation} ${roleNames(roles, language)}`)
  return search.normalize('NFKC').toLowerCase().split(/\s+/).every((part) => text.includes(part))
}
