import { type Program, type Simulation, simulate } from '@madoguchi/engine'
import { useEffect, useState } from 'react'
import { useDraftAccess } from '../../draft/draft-access.ts'
import { useCompiled } from '../../draft/use-compiled.ts'
import { type Language, useLanguage, useWords } from '../../i18n/words.ts'
import { dialableLines, hoursOfLine } from '../../telephone/dialable-lines.ts'
import { outcomeInWords } from '../../telephone/outcome-in-words.ts'
import { traceWords } from '../../telephone/words.ts'
import styles from '../hours.module.css'
import { words } from '../words.ts'

interface Heard {
  number: string
  label: string
  simulation: Simulation
}

/** Lines are called one after another; more than these are not what anybody reads. */
const mostLines = 5

/** What callers of each line that asks these hours hear at an instant, up to the first question: the draft, run as a call. */
export function CallersHear({ id, atMs }: { id: string; atMs: number }) {
  const t = useWords(words)
  const say = useWords(traceWords)
  const language = useLanguage()
  const { files } = useDraftAccess()
  const program = useCompiled(files)?.program
  const heard = useHeard(program, id, atMs, language)
  if (heard === undefined) return null
  if (heard.length === 0) return <p>{t('noLine')}</p>
  const nameOf = (queue: string) => {
    const title = program?.documents.queue.get(queue)?.title
    return title ? (title[language] ?? title.ja) : queue
  }
  return (
    <>
      <h3>{t('hearHeading')}</h3>
      {together(heard).map(([{ simulation }, lines]) => (
        <div key={lines[0]} className={styles.part}>
          <strong>{lines.join(t('listComma'))}</strong>
          <ol>
            {simulation.heard.map(({ text, atMs: at }) => (
              <li key={`${at} ${text}`}>{text}</li>
            ))}
          </ol>
          <p className={styles.soft}>{outcomeOf(simulation, t('thenAsked'), outcomeInWords(simulation.outcome, nameOf, say))}</p>
        </div>
      ))}
    </>
  )
}

/** Lines on which callers hear the same are told together. */
function together(heard: readonly Heard[]): [Heard, string[]][] {
  const groups = new Map<string, [Heard, string[]]>()
  for (const one of heard) {
    const { simulation: { heard: said, outcome } } = one
    const key = JSON.stringify([said.map(({ text }) => text), outcome])
    const group = groups.get(key) ?? [one, []]
    group[1].push(`${one.label} ${one.number}`)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** The caller who is asked something hangs up there; that is how far this goes, not what becomes of calls. */
function outcomeOf({ outcome }: Simulation, asked: string, ended: string): string {
  return outcome.kind === 'abandoned' ? asked : ended
}

function useHeard(program: Program | undefined, id: string, atMs: number, language: Language): readonly Heard[] | undefined {
  const [heard, setHeard] = useState<readonly Heard[]>()
  useEffect(() => {
    if (!program) return undefined
    let wanted = true
    const lines = dialableLines(program).filter(({ number }) => hoursOfLine(program, number).includes(id)).slice(0, mostLines)
    void Promise.all(lines.map(async ({ number, line }) => ({ number, label: line.title[language] ?? line.title.ja, simulation: await simulate(program, { to: number, at: atMs, press: ['hang'] }) }))).then((all) => wanted && setHeard(all))
    return () => {
      wanted = false
    }
  }, [program, id, atMs, language])
  return heard
}
