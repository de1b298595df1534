import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Problem } from '@madoguchi/schemas'
import { useLanguage, useWords } from '../i18n/words.ts'
import type { BundleNames } from './bundle-names.ts'
import css from './telephone.module.css'
import { telephoneWords } from './words.ts'

const shown = 5

/** Why a draft cannot be called, each with the way to its place. */
export function BlockingProblems({ problems, names, onOpen }: { problems: readonly Problem[]; names: BundleNames; onOpen?(problem: Problem): void }) {
  const say = useWords(telephoneWords)
  const language = useLanguage()
  return (
    <Alert color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} title={say('blocked')}>
      {say('blockedHelp')}
      <ul className={css.problems}>
        {problems.slice(0, shown).map((problem, index) => {
          const place = placeOf(problem, names)
          return (
            <li key={index}>
              {problem.message[language]}{' '}
              {onOpen ? <Anchor component="button" type="button" inherit underline="always" onClick={() => onOpen(problem)}>{say('openProblem', { place })}</Anchor> : <span>[{place}]</span>}
            </li>
          )
        })}
      </ul>
      {problems.length > shown && <p>{say('blockedMore', { number: problems.length - shown })}</p>}
    </Alert>
  )
}

/** A flow and its node by their names; another document by its kind and id, as the list of problems has it. */
function placeOf({ document, node }: Problem, names: BundleNames): string {
  const flow = /^call\/(.+)$/.exec(document)?.[1]
  if (flow === undefined) return document
  return node === undefined ? names.flow(flow) : `${names.flow(flow)} › ${names.node({ flow, node })}`
}
