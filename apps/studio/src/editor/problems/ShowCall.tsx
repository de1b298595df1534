import { SimulationRefused, callInWords, compileBundle, simulate } from '@madoguchi/engine'
import type { Witness } from '@madoguchi/schemas'
import { useLocation } from 'wouter'
import { draft } from '../../draft/draft.ts'
import { useTimeZone } from '../../draft/use-time-zone.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { usePath } from '../../telephone/path-store.ts'
import { openFlow } from '../editor-store.ts'
import { nodeTypes } from '../node-types.ts'
import { words } from '../words.ts'
import styles from './ProblemsPanel.module.css'

/** The call that shows a problem, in words, and its way lit up on the canvas. */
export function ShowCall({ witness }: { witness: Witness }) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  const [location, navigate] = useLocation()
  const show = async () => {
    const flow = await lightUp(witness)
    if (flow === undefined) return
    if (location !== `/flows/${flow}`) navigate(`/flows/${flow}`)
    openFlow(`call/${flow}.json`)
  }
  return (
    <div className={styles.call}>
      <span>{inLanguage(callInWords(witness, zone ?? 'Asia/Tokyo'), language)}</span>
      <button type="button" onClick={() => void show()}>
        {t('showCall')}
      </button>
    </div>
  )
}

/** Runs the call on the draft as it is now. @returns the flow that it ends in; undefined where the draft has changed so that nobody answers any more */
async function lightUp(witness: Witness): Promise<string | undefined> {
  const files = Object.entries(draft.getState().files).flatMap(([path, { text }]): [string, string][] => (text === null ? [] : [[path, text]]))
  const { program } = await compileBundle(files, { nodeTypes })
  if (!program) return undefined
  try {
    const { steps } = await simulate(program, witness)
    const last = steps[witness.steps.length - 1] ?? steps.at(-1)
    usePath.getState().set({ visited: steps, ...(last ? { current: { flow: last.flow, node: last.node } } : {}) })
    return last?.flow
  } catch (error) {
    if (error instanceof SimulationRefused) return undefined
    throw error
  }
}
