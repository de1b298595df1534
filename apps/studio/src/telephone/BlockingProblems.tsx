import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Problem } from '@madoguchi/schemas'
import { useLanguage, useWords } from '../i18n/words.ts'
import css from './telephone.module.css'
import { telephoneWords } from './words.ts'

const shown = 5

/** Why a draft cannot be called, each with the way to its place. */
export function BlockingProblems({ problems, onOpen }: { problems: readonly Problem[]; onOpen?(problem: Problem): void }) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  return (
    <Alert color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} title={say('blocked')}>
      {say('blockedHelp')}
      <ul className={css.problems}>
        {problems.slice(0, shown).map((problem, index) => {
          const place = problem.node === undefined ? problem.document : `${problem.document} ${problem.node}`
          return (
            <li key={index}>
              {problem.message[language]}{' '}
              {onOpen ? <Anchor component="button" type="button" onClick={() => onOpen(problem)}>{say('openProblem', { place })}</Anchor> : <span>[{place}]</span>}
            </li>
          )
        })}
      </ul>
      {problems.length > shown && <p>{say('blockedMore', { number: problems.length - shown })}</p>}
    </Alert>
  )
}
