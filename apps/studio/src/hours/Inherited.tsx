import { Button } from '@mantine/core'
import type { InheritedHours } from '@madoguchi/engine'
import type { Hours } from '@madoguchi/schemas'
import { IconArrowDownRight } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useLanguage, useWords } from '../i18n/words.ts'
import { hoursPage, runOnHours } from './hours-document.ts'
import styles from './hours.module.css'
import type { HoursView } from './use-hours.ts'
import { words } from './words.ts'

type Part = 'weekly' | 'rules' | 'holidays'

/** The document that an inherited pointer leads to: `/parent/parent/weekly` is of the grandparent. */
export function sourceOf({ hours, lookups }: Pick<HoursView, 'hours' | 'lookups'>, pointer: string): Hours | undefined {
  const steps = /^(?:\/parent)*/.exec(pointer)?.[0].length ?? 0
  let source: Hours | undefined = hours
  for (let step = 0; step < steps / '/parent'.length; step++) source = source?.parent === undefined ? undefined : lookups.hours(source.parent)
  return source
}

function partOf(inherited: InheritedHours, part: Part): { value: unknown; pointer: string } | undefined {
  // Rules are listed one by one; that the nearest document with rules has them all is told by the first.
  if (part === 'rules') return inherited.rules[0] && { value: inherited.rules.map(({ value }) => value), pointer: inherited.rules[0].pointer }
  return inherited[part]
}

/** Says where a part of the hours comes from: inherited, with one click to have one's own; or one's own, with one click back. */
export function Inherited({ view, part, readOnly }: { view: HoursView; part: Part; readOnly: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const { hours, inherited, id } = view
  if (hours.parent === undefined) return null
  const found = partOf(inherited, part)
  const own = hours[part] !== undefined
  if (!own && !found) return null
  const source = found && sourceOf(view, found.pointer)
  const title = source ? (source.title[language] ?? source.title.ja) : ''
  const override = () => runOnHours(id, 'act.override', (now) => (now[part] === undefined ? { ...now, [part]: found?.value } : now))
  const inherit = () => runOnHours(id, 'act.inherit', ({ [part]: _own, ...rest }) => rest)
  if (own) {
    return (
      <p className={styles.inherited}>
        <span>{t('ownPart')}</span>
        {!readOnly && (
          <Button variant="subtle" size="xs" onClick={inherit}>
            {t('inheritAgain')}
          </Button>
        )}
      </p>
    )
  }
  return (
    <p className={styles.inherited} data-inherited>
      <IconArrowDownRight aria-hidden size={20} />
      <span>
        {t('inheritedFrom')} {source && <Link href={hoursPage(source.id)}>{title}</Link>}
      </span>
      {!readOnly && (
        <Button variant="outline" size="xs" onClick={override}>
          {t('override')}
        </Button>
      )}
    </p>
  )
}
