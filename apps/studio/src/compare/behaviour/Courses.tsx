import type { BehaviourDifference } from '@madoguchi/engine'
import { useWords } from '../../i18n/words.ts'
import { type Side, sides } from '../comparison.ts'
import { compareWords } from '../words.ts'
import styles from './Behaviour.module.css'
import { simulateCommand } from './simulate-command.ts'

/** One call in full, as it goes in both versions, and how to make it oneself. */
export function Courses({ difference, operand }: { difference: BehaviourDifference; operand(side: Side): string | undefined }) {
  const t = useWords(compareWords)
  const first = firstDifference(difference)
  const commands = sides.flatMap((side) => {
    const bundle = operand(side)
    return bundle === undefined ? [] : [simulateCommand(bundle, difference)]
  })
  return (
    <div className={styles.courses}>
      {sides.map((side) => {
        const { heard, outcome } = difference[side]
        return (
          <section key={side} aria-label={t(side)}>
            <h5>{t(side)}</h5>
            {heard.length === 0 && <p>{t('hearsNothing')}</p>}
            <ol>
              {heard.map(({ prompt, text }, index) => (
                // What is heard has no identity but its place in the call.
                <li key={index} data-differs={index >= first || undefined}>
                  <code>{prompt}</code>
                  <span lang="ja">{text}</span>
                </li>
              ))}
            </ol>
            <p>
              {t('ends')}：<strong>{t(`outcome-${outcome.kind}`)}</strong> {outcome.target}
            </p>
          </section>
        )
      })}
      {commands.length > 0 && (
        <p className={styles.command}>
          {t('try')}
          {commands.map((command) => <code key={command}>{command}</code>)}
        </p>
      )}
    </div>
  )
}

function firstDifference({ before, after }: BehaviourDifference): number {
  const index = before.heard.findIndex(({ prompt, text }, place) => after.heard[place]?.prompt !== prompt || after.heard[place]?.text !== text)
  return index < 0 ? before.heard.length : index
}
